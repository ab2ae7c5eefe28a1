'use client';
import type { Audit } from '@/lib/contract';
import { KEYS_TABLE, type Facets } from '@/lib/contract/tables';
import { exportUrl } from '@/lib/client';
import { ExportLink } from '@/components/table/export-link';
import { SearchBox } from '@/components/table/search-box';
import type { TableState } from '@/components/table/use-table-state';
import { ViewMenu } from '@/components/table/view-menu';
import { CoverageChip } from '@/components/status/coverage-chip';
import { formatNumber, plural } from '@/components/status/format';
import { Skeleton } from '@/components/ui/skeleton';
import { KEY_COLUMNS } from './columns';

type KeysHeadProps = { audit: Audit; state: TableState; facets: Facets | undefined };

export function KeysHead({ audit, state, facets }: KeysHeadProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3 pb-2">
      <h1 className="text-xl font-semibold">Keys</h1>
      <Counts audit={audit} state={state} facets={facets} />
      <div className="flex w-full items-center gap-2 lg:ml-auto lg:w-auto">
        <SearchBox label="Search keys" value={state.query.q} onSearch={state.setSearch} />
        <ViewMenu columns={KEY_COLUMNS} state={state} />
        <ExportLink
          audit={audit}
          href={exportUrl({
            auditId: audit.id,
            view: 'keys',
            table: { schema: KEYS_TABLE, query: state.query },
          })}
          rows={facets?.total}
        />
      </div>
    </div>
  );
}

function Counts({ audit, state, facets }: KeysHeadProps) {
  return (
    <div
      className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted-foreground tabular-nums"
      aria-live="polite"
    >
      {!facets ? (
        <Skeleton className="h-4 w-16" />
      ) : state.narrowed ? (
        <span>
          {formatNumber(facets.total)} of {plural(facets.unfiltered, 'key')}
        </span>
      ) : (
        <span>{plural(audit.keys, 'key')}</span>
      )}
      <CoverageChip audit={audit} />
      {audit.keys_not_seen > 0 && !state.narrowed ? (
        <button
          type="button"
          className="underline decoration-dotted underline-offset-4 hover:text-foreground"
          onClick={() => state.setFilter('state', ['not-seen', 'holder-left'])}
        >
          {formatNumber(audit.keys_not_seen)} more not seen this time
        </button>
      ) : null}
    </div>
  );
}
