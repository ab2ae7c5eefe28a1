'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import type { Audit } from '@/lib/contract';
import {
  exportUrl,
  serviceTokenFacetsQuery,
  serviceTokensQuery,
  tableUrlParsers,
} from '@/lib/client';
import { SERVICE_TOKENS_TABLE, type Facets } from '@/lib/contract/tables';
import { DataTable } from '@/components/table/data-table';
import { ExportLink } from '@/components/table/export-link';
import { filterOffer } from '@/components/table/filter-offer';
import { FilterRow, type FilterOffer } from '@/components/table/filter-row';
import { SearchBox } from '@/components/table/search-box';
import { useTableState, type TableState } from '@/components/table/use-table-state';
import { ViewMenu } from '@/components/table/view-menu';
import { AGE_WORDS, EXPIRY_WORDS } from '@/components/status/key-words';
import { useShellSession } from '@/components/shell/session-context';
import { isUnderWay } from '@/components/shell/use-audits';
import { WithShownAudit } from '@/components/shell/with-shown-audit';
import { EmptyState } from '@/components/status/empty-state';
import { ACCESS_WORDS, SEVERITY_WORDS } from '@/components/status/words';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { SERVICE_TOKEN_COLUMNS } from './columns';
import { copy } from './copy';
import { ServiceTokenCard } from './service-token-card';

const ServiceTokenPanel = dynamic(
  () => import('./service-token-panel').then((m) => m.ServiceTokenPanel),
  { ssr: false },
);

const PARSERS = tableUrlParsers(SERVICE_TOKENS_TABLE);

export function ServiceTokensScreen() {
  return (
    <WithShownAudit title={copy.screen.title} empty={copy.screen.empty}>
      {(audit) => <TokensOfAudit audit={audit} />}
    </WithShownAudit>
  );
}

const offer = (...of: Parameters<typeof filterOffer>): FilterOffer => ({
  ...filterOffer(...of),
  onlyWithRows: true,
});

function useOffers(): FilterOffer[] {
  const { ruleTitles } = useShellSession();
  return [
    { ...offer('severity', copy.filters.severity, SEVERITY_WORDS), chips: true },
    offer('access', copy.filters.access, ACCESS_WORDS),
    offer('rule', copy.filters.finding, ruleTitles),
    offer('age', copy.filters.age, AGE_WORDS),
    offer('expiry', copy.filters.expiration, EXPIRY_WORDS),
    offer('supersedes', copy.filters.supersedes, copy.filters.yesNo),
    { ...offer('automatic', copy.filters.automatic, copy.filters.yesNo), more: true },
  ];
}

function TokensOfAudit({ audit }: { audit: Audit }) {
  const state = useTableState(SERVICE_TOKENS_TABLE, PARSERS, 'token');
  const list = useInfiniteQuery(serviceTokensQuery(audit.id, state.query));
  const facets = useQuery(serviceTokenFacetsQuery(audit.id, state.query)).data;
  const offers = useOffers();
  return (
    <div className="flex h-full">
      <div className="relative flex min-w-0 flex-1 flex-col">
        <Head audit={audit} state={state} facets={facets} />
        <FilterRow offers={offers} state={state} facets={facets} />
        <div className="min-h-0 flex-1 border-t">
          <DataTable
            label={copy.screen.title}
            columns={SERVICE_TOKEN_COLUMNS}
            list={list}
            total={facets?.total ?? null}
            state={state}
            card={(row) => <ServiceTokenCard row={row} />}
            empty={<TokensEmpty audit={audit} state={state} />}
          />
        </div>
      </div>
      {state.open === null ? null : (
        <ServiceTokenPanel
          key={state.open}
          auditId={audit.id}
          tokenId={state.open}
          row={list.data?.find(({ id }) => id === state.open)}
          onClose={() => state.setOpen(null)}
        />
      )}
    </div>
  );
}

type HeadProps = { audit: Audit; state: TableState; facets: Facets | undefined };

function Head({ audit, state, facets }: HeadProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3 pb-2">
      <h1 className="text-xl font-semibold">{copy.screen.title}</h1>
      <div className="text-sm text-muted-foreground tabular-nums" aria-live="polite">
        {!facets ? (
          <Skeleton className="h-4 w-16" />
        ) : state.narrowed ? (
          copy.head.filtered(facets.total, facets.unfiltered)
        ) : (
          copy.head.all(facets.unfiltered)
        )}
      </div>
      <div className="flex w-full items-center gap-2 lg:ml-auto lg:w-auto">
        <SearchBox label={copy.head.search} value={state.query.q} onSearch={state.setSearch} />
        <ViewMenu columns={SERVICE_TOKEN_COLUMNS} state={state} />
        <ExportLink
          audit={audit}
          href={exportUrl({
            auditId: audit.id,
            view: 'service-tokens',
            table: { schema: SERVICE_TOKENS_TABLE, query: state.query },
          })}
          rows={facets?.total}
        />
      </div>
    </div>
  );
}

/** Explains an empty table: filters, a running audit, a list that couldn't be read, or no tokens. */
function TokensEmpty({ audit, state }: { audit: Audit; state: TableState }) {
  const part = audit.context?.['service-tokens'];
  if (state.narrowed)
    return (
      <EmptyState
        title={copy.empty.filtered}
        action={<Button onClick={state.clear}>{copy.empty.clear}</Button>}
        className="px-4"
      >
        <p>{copy.empty.filteredHint}</p>
      </EmptyState>
    );
  if (isUnderWay(audit))
    return (
      <EmptyState title={copy.empty.running} className="px-4">
        <p>{copy.empty.runningHint}</p>
      </EmptyState>
    );
  if (part?.read !== true)
    return (
      <EmptyState title={copy.empty.failed} className="px-4">
        <p>{part?.reason ?? copy.empty.failedHint}</p>
      </EmptyState>
    );
  return (
    <EmptyState title={copy.empty.none} className="px-4">
      <p>{copy.empty.noneHint}</p>
    </EmptyState>
  );
}
