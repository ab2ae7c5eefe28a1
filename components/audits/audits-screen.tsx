'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Audit } from '@/lib/contract';
import { auditsQuery } from '@/lib/client';
import { PagedList } from '@/components/table/paged-list';
import { useIsNarrow } from '@/components/table/use-is-narrow';
import { RunAuditButton } from '@/components/shell/run-audit-button';
import { useShellSession } from '@/components/shell/session-context';
import { isUnderWay, useRunningAudit } from '@/components/shell/use-audits';
import { useImpersonationWords } from '@/components/shell/use-impersonation-words';
import { CoverageChip } from '@/components/status/coverage-chip';
import { EmptyState } from '@/components/status/empty-state';
import { ErrorPanel } from '@/components/status/error-panel';
import { formatNumber, formatUtc } from '@/components/status/format';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { TableSkeleton } from '@/components/status/skeletons';
import { StateBadge } from '@/components/status/state-badge';
import { useNow } from '@/components/status/use-now';
import { cn } from '@/components/ui/cn';
import { Table, TableCell, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { AuditCard } from './audit-card';
import { auditMoment, durationOf, verdictsAtFinish } from './audit-words';
import { copy } from './copy';
import { membersReAudited, withFollowUps, type ListedAudit } from './with-follow-ups';

const words = copy.list;

/** All audits, latest first. */
export function AuditsScreen() {
  const { organization } = useShellSession();
  const list = useInfiniteQuery(auditsQuery(organization.id));
  const impersonated = useImpersonationWords();
  return (
    <div className="px-4 py-3">
      <h1 className="text-xl font-semibold">{words.title}</h1>
      <p className="mt-1 text-sm text-muted-foreground">{words.atFinish}</p>
      <div className="mt-3">
        <PagedList
          list={list}
          skeleton={<TableSkeleton rows={6} />}
          failed={(problem) => <ErrorPanel title={words.failed} {...problem} />}
          empty={
            <EmptyState title={words.empty} action={<RunAuditButton first />} className="px-0">
              <p>
                {impersonated} {words.emptyHint}
              </p>
            </EmptyState>
          }
          more={words.showMore}
        >
          {(audits) => <AuditList audits={audits} />}
        </PagedList>
      </div>
    </div>
  );
}

function AuditList({ audits }: { audits: readonly Audit[] }) {
  const running = useRunningAudit();
  const narrow = useIsNarrow();
  const listed = withFollowUps(audits.map((audit) => (running?.id === audit.id ? running : audit)));
  return narrow ? (
    <ul aria-label={words.title}>
      {listed.map(({ audit, isBelow }) => (
        <li key={audit.id} className={cn('border-b py-2', isBelow && 'pl-6')}>
          <AuditCard audit={audit} />
        </li>
      ))}
    </ul>
  ) : (
    <AuditTable listed={listed} />
  );
}

function AuditTable({ listed }: { listed: readonly ListedAudit[] }) {
  return (
    <Table aria-label={words.title}>
      <thead>
        <tr>
          <TableHead>{words.columns.audit}</TableHead>
          <TableHead>{words.columns.status}</TableHead>
          <TableHead>{words.columns.members}</TableHead>
          <TableHead className="text-right">{words.columns.keys}</TableHead>
          <TableHead className="text-right">{words.columns.replace}</TableHead>
          <TableHead className="text-right">{words.columns.duration}</TableHead>
          <TableHead>{words.columns.startedBy}</TableHead>
        </tr>
      </thead>
      <tbody>
        {listed.map((one) => (
          <AuditRow key={one.audit.id} {...one} />
        ))}
      </tbody>
    </Table>
  );
}

function AuditRow({ audit, isBelow }: ListedAudit) {
  const now = useNow();
  return (
    <tr className="hover:bg-accent">
      <TableCell className={cn('whitespace-nowrap', isBelow && 'first:pl-6')}>
        <TextLink href={`/audits/${audit.id}`}>{formatUtc(auditMoment(audit))}</TextLink>{' '}
        <RelativeTime at={auditMoment(audit)} className="ml-1 text-muted-foreground" />
        {audit.parent_id === null ? null : (
          <span className="block text-xs text-muted-foreground">
            {words.followUp(membersReAudited(audit))}
          </span>
        )}
      </TableCell>
      <TableCell>
        <StateBadge state={audit.status} />
      </TableCell>
      <TableCell>
        {audit.members.total === 0 ? (
          <span className="text-muted-foreground">{words.notListed}</span>
        ) : (
          <CoverageChip audit={audit} linked={!isUnderWay(audit)} plain />
        )}
      </TableCell>
      <TableCell className="text-right tabular-nums">{formatNumber(audit.keys)}</TableCell>
      <TableCell className="text-right tabular-nums">
        <ToReplace audit={audit} />
      </TableCell>
      <TableCell className="text-right whitespace-nowrap text-muted-foreground">
        {durationOf(audit, now)}
      </TableCell>
      <TableCell className="max-w-56">
        <SafeText text={audit.started_by} clip />
      </TableCell>
    </tr>
  );
}

/** The keys to replace as evaluated when the audit finished, and today's number if it differs. */
function ToReplace({ audit }: { audit: Audit }) {
  const { verdicts } = audit;
  if (verdicts === null) return <span className="text-muted-foreground">{words.notEvaluated}</span>;
  const then = verdictsAtFinish(audit)?.replace ?? verdicts.replace;
  return (
    <>
      {formatNumber(then)}
      {then === verdicts.replace ? null : (
        <span className="block text-xs text-muted-foreground">{words.now(verdicts.replace)}</span>
      )}
    </>
  );
}
