'use client';
import type { Audit } from '@/lib/contract';
import { KEYS_TABLE, type Facets } from '@/lib/contract/tables';
import { exportUrl } from '@/lib/client';
import { ExportLink } from '@/components/table/export-link';
import { SearchBox } from '@/components/table/search-box';
import type { TableState } from '@/components/table/use-table-state';
import { ViewMenu } from '@/components/table/view-menu';
import { CoverageChip } from '@/components/status/coverage-chip';
import { Skeleton } from '@/components/ui/skeleton';
import { KEY_COLUMNS } from './columns';
import { copy } from './copy';

type KeysHeadProps = { audit: Audit; state: TableState; facets: Facets | undefined };

export function KeysHead({ audit, state, facets }: KeysHeadProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3 pb-2">
      <h1 className="text-xl font-semibold">{copy.screen.title}</h1>
      <Counts audit={audit} state={state} facets={facets} />
      <div className="flex w-full items-center gap-2 lg:ml-auto lg:w-auto">
        <SearchBox label={copy.head.search} value={state.query.q} onSearch={state.setSearch} />
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
        <span>{copy.head.filtered(facets.total, facets.unfiltered)}</span>
      ) : (
        <span>{copy.head.keys(audit.keys)}</span>
      )}
      <CoverageChip audit={audit} />
      {audit.keys_not_seen > 0 && !state.narrowed ? (
        <button
          type="button"
          className="underline decoration-dotted underline-offset-4 hover:text-foreground"
          onClick={() => state.setFilter('state', ['not-seen', 'holder-left'])}
        >
          {copy.head.notRechecked(audit.keys_not_seen)}
        </button>
      ) : null}
    </div>
  );
}
