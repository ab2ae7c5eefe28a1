'use client';
import { RotateCw } from 'lucide-react';
import type { Audit } from '@/lib/contract';
import { exportUrl } from '@/lib/client';
import { MEMBERS_TABLE, type Facets } from '@/lib/contract/tables';
import { ExportLink } from '@/components/table/export-link';
import { SearchBox } from '@/components/table/search-box';
import type { TableState } from '@/components/table/use-table-state';
import { ViewMenu } from '@/components/table/view-menu';
import { isUnderWay } from '@/components/shell/use-audits';
import { CoverageChip } from '@/components/status/coverage-chip';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { memberColumns } from './columns';
import { useAuditAgain } from '@/components/shell/use-audit-again';
import { copy } from './copy';

type MembersHeadProps = { audit: Audit; state: TableState; facets: Facets | undefined };

export function MembersHead({ audit, state, facets }: MembersHeadProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3 pb-2">
      <h1 className="text-xl font-semibold">{copy.screen.title}</h1>
      <div
        className="flex items-center gap-2 text-sm text-muted-foreground tabular-nums"
        aria-live="polite"
      >
        {!facets ? (
          <Skeleton className="h-4 w-16" />
        ) : state.narrowed ? (
          <span>
            {copy.head.filtered(facets.total, facets.unfiltered, audit.service_accounts > 0)}
          </span>
        ) : null}
        <CoverageChip audit={audit} />
      </div>
      <div className="flex w-full flex-wrap items-center gap-2 lg:ml-auto lg:w-auto">
        <SearchBox label={copy.head.search} value={state.query.q} onSearch={state.setSearch} />
        <ViewMenu columns={memberColumns(!isUnderWay(audit))} state={state} />
        <AuditMissingAgain audit={audit} />
        <ExportLink
          audit={audit}
          href={exportUrl({
            auditId: audit.id,
            view: 'members',
            table: { schema: MEMBERS_TABLE, query: state.query },
          })}
          rows={facets?.total}
        />
      </div>
    </div>
  );
}

/** Starts a follow-up audit of all members that this audit missed. */
function AuditMissingAgain({ audit }: { audit: Audit }) {
  const again = useAuditAgain(audit.id);
  const missing = audit.members.blocked + audit.members.failed;
  if (missing === 0 || isUnderWay(audit)) return null;
  return (
    <Button disabled={again.busy} onClick={() => again.start()}>
      <RotateCw aria-hidden />
      {copy.head.auditMissing(missing)}
    </Button>
  );
}
