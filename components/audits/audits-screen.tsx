'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Audit } from '@/lib/contract';
import { auditsQuery } from '@/lib/client';
import { RunAuditButton } from '@/components/shell/run-audit-button';
import { useShellSession } from '@/components/shell/session-context';
import { isUnderWay, useRunningAudit } from '@/components/shell/use-audits';
import { useImpersonationWords } from '@/components/shell/use-impersonation-words';
import { CoverageChip } from '@/components/status/coverage-chip';
import { EmptyState } from '@/components/status/empty-state';
import { ErrorPanel } from '@/components/status/error-panel';
import { formatNumber } from '@/components/status/format';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { TableSkeleton } from '@/components/status/skeletons';
import { StateBadge } from '@/components/status/state-badge';
import { useNow } from '@/components/status/use-now';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Table, TableCell, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { auditDate, auditMoment, durationOf } from './audit-words';

/** All audits, latest first. */
export function AuditsScreen() {
  const { organization } = useShellSession();
  const list = useInfiniteQuery(auditsQuery(organization.id));
  const impersonated = useImpersonationWords();
  return (
    <div className="px-4 py-3">
      <h1 className="text-xl font-semibold">Audits</h1>
      <div className="mt-3">
        {list.isPending ? (
          <TableSkeleton rows={6} />
        ) : !list.data ? (
          <ErrorPanel
            title="Audits could not be loaded."
            error={list.error}
            onRetry={() => void list.refetch()}
          />
        ) : list.data.length === 0 ? (
          <EmptyState title="No audit yet" action={<RunAuditButton first />} className="px-0">
            <p>
              {impersonated} An audit reads their key lists and changes nothing. Each one is kept
              here with its certificate: who was looked at, how, and who was not.
            </p>
          </EmptyState>
        ) : (
          <AuditTable audits={list.data} />
        )}
        {list.hasNextPage ? (
          <Button
            className="mt-3"
            disabled={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            Show more
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function AuditTable({ audits }: { audits: readonly Audit[] }) {
  const running = useRunningAudit();
  return (
    <Table aria-label="Audits">
      <thead>
        <tr>
          <TableHead>Audit</TableHead>
          <TableHead>Status</TableHead>
          <TableHead>Members</TableHead>
          <TableHead className="text-right">Keys</TableHead>
          <TableHead className="text-right">To replace</TableHead>
          <TableHead className="text-right">Took</TableHead>
          <TableHead>Started by</TableHead>
        </tr>
      </thead>
      <tbody>
        {audits.map((audit) => (
          <AuditRow key={audit.id} audit={running?.id === audit.id ? running : audit} />
        ))}
      </tbody>
    </Table>
  );
}

function AuditRow({ audit }: { audit: Audit }) {
  const now = useNow();
  const ended = audit.verdicts !== null;
  return (
    <tr className="hover:bg-accent">
      <TableCell className="whitespace-nowrap">
        <TextLink href={`/audits/${audit.id}`}>{auditDate(auditMoment(audit))}</TextLink>{' '}
        <RelativeTime at={auditMoment(audit)} className="ml-1 text-muted-foreground" />
        {audit.parent_id === null ? null : (
          <Badge className="ml-2" title="Takes over the results of an earlier audit">
            Follow-up
          </Badge>
        )}
      </TableCell>
      <TableCell>
        <StateBadge state={audit.status} />
      </TableCell>
      <TableCell>
        {audit.members.total === 0 ? (
          <span className="text-muted-foreground">not read</span>
        ) : (
          <CoverageChip audit={audit} linked={!isUnderWay(audit)} />
        )}
      </TableCell>
      <TableCell className="text-right tabular-nums">{formatNumber(audit.keys)}</TableCell>
      <TableCell className="text-right tabular-nums">
        {ended ? (
          formatNumber(audit.verdicts?.replace ?? 0)
        ) : (
          <span className="text-muted-foreground">not judged</span>
        )}
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
