'use client';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import type { ExceptionRow } from '@/lib/contract';
import { exceptionsQuery, withdrawExceptionsMutation } from '@/lib/client';
import { EXCEPTION_STATES } from '@/lib/domain/core';
import { keysLink, membersLink } from '@/lib/client/rows-link';
import { PagedList } from '@/components/table/paged-list';
import { TwoLineCard } from '@/components/table/two-line-card';
import { useIsNarrow } from '@/components/table/use-is-narrow';
import { notify } from '@/components/shell/notify';
import { useShellSession } from '@/components/shell/session-context';
import { EmptyState } from '@/components/status/empty-state';
import { ErrorPanel } from '@/components/status/error-panel';
import { formatDay, formatUtc } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { PageBody } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, TableCell, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';

const STATE = parseAsStringLiteral(EXCEPTION_STATES);
const STATE_OPTIONS = [
  { value: '', label: copy.allStates } as const,
  ...EXCEPTION_STATES.map((value) => ({ value, label: copy.states[value] })),
];

/** The screen with all accepted risks: what, why, by whom and until when. */
export function ExceptionsScreen() {
  const { organization } = useShellSession();
  const [state, setState] = useQueryState('state', STATE);
  const list = useInfiniteQuery(
    exceptionsQuery(organization.id, {
      q: null,
      filters: state === null ? {} : { state: [state] },
      sort: { column: 'until', direction: 'asc' },
    }),
  );
  return (
    <PageBody>
      <div>
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="text-xl font-semibold">{copy.title}</h1>
          <Select
            aria-label={copy.status}
            className="ml-auto"
            value={state ?? ''}
            options={STATE_OPTIONS}
            onChange={(chosen) => void setState(chosen === '' ? null : chosen)}
          />
        </div>
        <p className="mt-1 max-w-[70ch] text-sm text-muted-foreground">{copy.hint}</p>
      </div>
      <PagedList
        list={list}
        skeleton={<ListSkeleton />}
        failed={(problem) => <ErrorPanel title={copy.failed} {...problem} />}
        empty={
          <EmptyState title={state === null ? copy.empty : copy.emptyState}>
            <p>{state === null ? copy.emptyHint : copy.emptyStateHint}</p>
          </EmptyState>
        }
        more={copy.showMore}
      >
        {(rows) => <ExceptionList rows={rows} />}
      </PagedList>
    </PageBody>
  );
}

function ListSkeleton() {
  return (
    <div role="status" aria-label={copy.loading} className="space-y-3">
      {[0, 1, 2, 3].map((line) => (
        <Skeleton key={line} className="h-8" />
      ))}
    </div>
  );
}

function ExceptionList({ rows }: { rows: readonly ExceptionRow[] }) {
  const narrow = useIsNarrow();
  return narrow ? (
    <ul aria-label={copy.title}>
      {rows.map((row) => (
        <li key={row.id} className="border-b py-2 text-sm">
          <Card row={row} />
        </li>
      ))}
    </ul>
  ) : (
    <ExceptionTable rows={rows} />
  );
}

/** An accepted risk on a small screen, with its justification below. */
function Card({ row }: { row: ExceptionRow }) {
  const { ruleTitles } = useShellSession();
  return (
    <>
      <TwoLineCard
        name={ruleTitles[row.rule]}
        mark={<State row={row} />}
        detail={<Subject row={row} />}
        aside={<Until row={row} />}
      />
      <div className="mt-1 flex items-start justify-between gap-3">
        <Justification row={row} />
        <Withdraw row={row} />
      </div>
    </>
  );
}

function ExceptionTable({ rows }: { rows: readonly ExceptionRow[] }) {
  return (
    <Table aria-label={copy.title}>
      <thead>
        <tr>
          <TableHead>{copy.columns.finding}</TableHead>
          <TableHead>{copy.columns.appliesTo}</TableHead>
          <TableHead>{copy.columns.justification}</TableHead>
          <TableHead>{copy.columns.expires}</TableHead>
          <TableHead>{copy.columns.status}</TableHead>
          <TableHead>{copy.columns.author}</TableHead>
          <TableHead>
            <span className="sr-only">{copy.columns.actions}</span>
          </TableHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ row }: { row: ExceptionRow }) {
  const { ruleTitles } = useShellSession();
  return (
    <tr>
      <TableCell>
        <TextLink href={`/guides/rules/${row.rule}`}>{ruleTitles[row.rule]}</TextLink>
      </TableCell>
      <TableCell className="max-w-60">
        <Subject row={row} />
      </TableCell>
      <TableCell className="max-w-80 min-w-40">
        <Justification row={row} />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <Until row={row} />
      </TableCell>
      <TableCell>
        <State row={row} />
      </TableCell>
      <TableCell className="max-w-48">
        <SafeText text={row.author} clip />
      </TableCell>
      <TableCell className="text-right">
        <Withdraw row={row} />
      </TableCell>
    </tr>
  );
}

function Until({ row }: { row: ExceptionRow }) {
  return (
    <time dateTime={row.until} title={formatUtc(row.until)} className="shrink-0 tabular-nums">
      {formatDay(row.until)}
    </time>
  );
}

const hasNoEffect = ({ state, can_apply }: ExceptionRow) =>
  !can_apply && (state === 'active' || state === 'ending');

function Justification({ row }: { row: ExceptionRow }) {
  return (
    <div className="min-w-0">
      <SafeText text={row.reason} />
      {hasNoEffect(row) ? <p className="text-muted-foreground">{copy.noEffectHint}</p> : null}
    </div>
  );
}

function State({ row }: { row: ExceptionRow }) {
  if (hasNoEffect(row)) {
    return <span className="whitespace-nowrap text-warning">{copy.noEffect}</span>;
  }
  const isWarning = row.state === 'ending' || row.state === 'ended';
  return (
    <span className={cn('whitespace-nowrap', isWarning && 'text-warning')}>
      {copy.states[row.state]}
    </span>
  );
}

/** The button that withdraws an accepted risk; nothing once it is over. */
function Withdraw({ row }: { row: ExceptionRow }) {
  const { organization } = useShellSession();
  const withdraw = useMutation({
    ...withdrawExceptionsMutation(useQueryClient(), organization.id),
    onError: (error) => void notify('error', copy.withdrawFailed, error.message),
  });
  if (row.state === 'ended' || row.state === 'withdrawn') return null;
  return (
    <Button size="sm" disabled={withdraw.isPending} onClick={() => withdraw.mutate([row.id])}>
      {copy.withdraw}
    </Button>
  );
}

function Subject({ row }: { row: ExceptionRow }) {
  const name = <SafeText text={row.subject_name} clip />;
  if (row.scope === 'holder') {
    return (
      <>
        <span className="text-muted-foreground">{copy.allHeldBy}</span>
        <TextLink href={keysLink({ holder: row.subject_id })}>{name}</TextLink>
      </>
    );
  }
  if (row.subject_type === 'member') {
    return <TextLink href={membersLink({ member: row.subject_id })}>{name}</TextLink>;
  }
  if (row.subject_type !== 'key') return name;
  return <TextLink href={`/keys?key=${encodeURIComponent(row.subject_id)}`}>{name}</TextLink>;
}
