'use client';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import type { ExceptionRow } from '@/lib/contract';
import { exceptionsQuery, withdrawExceptionsMutation } from '@/lib/client';
import { EXCEPTION_STATES, type ExceptionState } from '@/lib/domain/core';
import { keysLink } from '@/lib/client/rows-link';
import { notify } from '@/components/shell/notify';
import { useShellSession } from '@/components/shell/session-context';
import { EmptyState } from '@/components/status/empty-state';
import { ErrorPanel } from '@/components/status/error-panel';
import { formatUtc } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { PageBody } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, TableCell, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';

const EXCEPTION_STATE_WORDS: Record<ExceptionState, string> = {
  active: 'In force',
  ending: 'Ends soon',
  ended: 'Ended',
  withdrawn: 'Withdrawn',
};

const STATE = parseAsStringLiteral(EXCEPTION_STATES);

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
        <p className="text-sm">
          <TextLink href="/settings">Settings</TextLink>
        </p>
        <div className="mt-2 flex flex-wrap items-center gap-3">
          <h1 className="text-xl font-semibold">Exceptions</h1>
          <Select
            aria-label="State"
            className="ml-auto"
            value={state ?? ''}
            onChange={(event) => void setState(STATE.parse(event.target.value))}
          >
            <option value="">All but withdrawn</option>
            {EXCEPTION_STATES.map((one) => (
              <option key={one} value={one}>
                {EXCEPTION_STATE_WORDS[one]}
              </option>
            ))}
          </Select>
        </div>
        <p className="mt-1 max-w-[70ch] text-sm text-muted-foreground">
          Accepted risks. When one ends, its findings are open again. They are recorded where a
          finding stands: in the panel of its key.
        </p>
      </div>
      {list.isPending ? (
        <div role="status" aria-label="Loading" className="space-y-3">
          {[0, 1, 2, 3].map((line) => (
            <Skeleton key={line} className="h-8" />
          ))}
        </div>
      ) : list.isError ? (
        <ErrorPanel
          title="Exceptions could not be loaded."
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : list.data.length === 0 ? (
        <EmptyState title={state === null ? 'No exceptions' : 'None in this state'}>
          <p>Nobody has accepted the risk of a finding{state === null ? '' : ' that is in it'}.</p>
        </EmptyState>
      ) : (
        <ExceptionTable rows={list.data} />
      )}
      {list.hasNextPage ? (
        <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </PageBody>
  );
}

function ExceptionTable({ rows }: { rows: readonly ExceptionRow[] }) {
  return (
    <Table aria-label="Exceptions">
      <thead>
        <tr>
          <TableHead>Finding</TableHead>
          <TableHead>On</TableHead>
          <TableHead>Reason</TableHead>
          <TableHead>Until</TableHead>
          <TableHead>State</TableHead>
          <TableHead>By</TableHead>
          <TableHead>
            <span className="sr-only">What can be done</span>
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
  const { organization, ruleTitles } = useShellSession();
  const withdraw = useMutation({
    ...withdrawExceptionsMutation(useQueryClient(), organization.id),
    onError: (error) => void notify('error', 'Not withdrawn.', error.message),
  });
  const over = row.state === 'ended' || row.state === 'withdrawn';
  return (
    <tr>
      <TableCell>
        <TextLink href={`/guides/rules/${row.rule}`}>{ruleTitles[row.rule]}</TextLink>
      </TableCell>
      <TableCell className="max-w-60">
        <Subject row={row} />
      </TableCell>
      <TableCell className="max-w-80 min-w-40">
        <SafeText text={row.reason} />
      </TableCell>
      <TableCell className="whitespace-nowrap tabular-nums">
        <time dateTime={row.until} title={formatUtc(row.until)}>
          {row.until.slice(0, 10)}
        </time>
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <span className={row.state === 'ending' || row.state === 'ended' ? 'text-warning' : ''}>
          {EXCEPTION_STATE_WORDS[row.state]}
        </span>
      </TableCell>
      <TableCell className="max-w-48">
        <SafeText text={row.author} clip />
      </TableCell>
      <TableCell className="text-right">
        {over ? null : (
          <Button size="sm" disabled={withdraw.isPending} onClick={() => withdraw.mutate([row.id])}>
            Withdraw
          </Button>
        )}
      </TableCell>
    </tr>
  );
}

function Subject({ row }: { row: ExceptionRow }) {
  const name = <SafeText text={row.subject_name} clip />;
  if (row.scope === 'holder') {
    return (
      <>
        <span className="text-muted-foreground">All that is held by </span>
        <TextLink href={keysLink({ holder: row.subject_id })}>{name}</TextLink>
      </>
    );
  }
  if (row.subject_type !== 'key') return name;
  return <TextLink href={`/keys?key=${encodeURIComponent(row.subject_id)}`}>{name}</TextLink>;
}
