'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import type { Audit, ChangeRow } from '@/lib/contract';
import { auditQuery, changesQuery } from '@/lib/client';
import { PagedList } from '@/components/table/paged-list';
import { keysLink } from '@/lib/client/rows-link';
import { ErrorPanel } from '@/components/status/error-panel';
import { formatUtc } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, TableCell, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { ChangeBadge } from '@/components/status/change-badge';
import { auditMoment, changeWords } from './audit-words';
import { copy } from './copy';

const words = copy.changes;

/**
 * The keys that were added, removed or changed since the previous audit, or since the one in the URL
 * (`?since=`).
 */
export function Differences({ audit }: { audit: Audit }) {
  const [since] = useQueryState('since', parseAsString);
  return since === null || since === audit.previous_id ? (
    <SincePrevious audit={audit} />
  ) : (
    <SinceOther audit={audit} since={since} />
  );
}

function SinceOther({ audit, since }: { audit: Audit; since: string }) {
  const { data: other } = useQuery(auditQuery(since));
  return (
    <Section
      id="differences"
      title={
        other === undefined ? words.titleOther : words.titleSince(formatUtc(auditMoment(other)))
      }
      aside={<TextLink href={`/audits/${since}`}>{words.other}</TextLink>}
    >
      <ChangeTable audit={audit} since={since} />
    </Section>
  );
}

function SincePrevious({ audit }: { audit: Audit }) {
  const { changes, previous_id: previousId } = audit;
  return (
    <Section
      id="differences"
      title={words.title}
      aside={
        previousId === null ? null : (
          <TextLink href={`/audits/${previousId}`}>{words.previous}</TextLink>
        )
      }
    >
      {previousId !== null && audit.status === 'partial' ? (
        <p className="mb-2 text-sm text-muted-foreground">{words.partial}</p>
      ) : null}
      {previousId === null ? (
        <p className="text-sm text-muted-foreground">
          {audit.finished_at === null ? words.pending : words.first}
        </p>
      ) : changes && changes.new + changes.gone + changes.changed === 0 ? (
        <p className="text-sm text-muted-foreground">{words.none}</p>
      ) : (
        <ChangeTable audit={audit} since={null} />
      )}
    </Section>
  );
}

function ChangeTable({ audit, since }: { audit: Audit; since: string | null }) {
  const list = useInfiniteQuery(changesQuery(audit.id, since));
  return (
    <PagedList
      list={list}
      skeleton={<Skeleton className="h-24" />}
      failed={(problem) => <ErrorPanel title={words.failed} {...problem} className="px-0" />}
      empty={<p className="text-sm text-muted-foreground">{words.none}</p>}
      more={words.showMore}
    >
      {(changes) => (
        <Table aria-label={words.title}>
          <thead>
            <tr>
              <TableHead>{words.columns.change}</TableHead>
              <TableHead>{words.columns.key}</TableHead>
              <TableHead>{words.columns.holder}</TableHead>
              <TableHead>{words.columns.details}</TableHead>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <ChangeLine key={change.key_id} audit={audit} change={change} />
            ))}
          </tbody>
        </Table>
      )}
    </PagedList>
  );
}

function ChangeLine({ audit, change }: { audit: Audit; change: ChangeRow }) {
  const state = change.kind === 'gone' ? { state: 'gone' } : {};
  return (
    <tr>
      <TableCell>
        <ChangeBadge kind={change.kind} />
      </TableCell>
      <TableCell className="max-w-72">
        <TextLink href={keysLink({ audit: audit.id, key: change.key_id, ...state })}>
          <SafeText text={change.name} clip />
        </TextLink>
      </TableCell>
      <TableCell className="max-w-56">
        <SafeText text={change.user_email ?? change.user_id} clip />
      </TableCell>
      <TableCell>
        {change.fields.map(changeWords).map(({ field, before, after }) => (
          <span key={field} className="block">
            {field}: <SafeText text={before} className="text-muted-foreground line-through" />{' '}
            <SafeText text={after} />
          </span>
        ))}
      </TableCell>
    </tr>
  );
}
