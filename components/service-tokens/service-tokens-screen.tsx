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
import { formatNumber, plural } from '@/components/status/format';
import { ACCESS_WORDS, SEVERITY_WORDS } from '@/components/status/words';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { SERVICE_TOKEN_COLUMNS } from './columns';
import { ServiceTokenCard } from './service-token-card';

const ServiceTokenPanel = dynamic(
  () => import('./service-token-panel').then((m) => m.ServiceTokenPanel),
  { ssr: false },
);

const PARSERS = tableUrlParsers(SERVICE_TOKENS_TABLE);

export function ServiceTokensScreen() {
  return (
    <WithShownAudit
      title="Service tokens"
      empty="An audit lists the organization’s service tokens besides its keys."
    >
      {(audit) => <TokensOfAudit audit={audit} />}
    </WithShownAudit>
  );
}

const offer = (...of: Parameters<typeof filterOffer>): FilterOffer => ({
  ...filterOffer(...of),
  onlyWithRows: true,
});

const YES_NO = { yes: 'Yes', no: 'No' };

function useOffers(): FilterOffer[] {
  const { ruleTitles } = useShellSession();
  return [
    { ...offer('severity', 'Severity', SEVERITY_WORDS), chips: true },
    offer('access', 'Access', ACCESS_WORDS),
    offer('rule', 'Finding', ruleTitles),
    offer('age', 'Age', AGE_WORDS),
    offer('expiry', 'Expiry', EXPIRY_WORDS),
    offer('supersedes', 'Supersedes a key', YES_NO),
    { ...offer('automatic', 'Automatic', YES_NO), more: true },
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
            label="Service tokens"
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
      <h1 className="text-xl font-semibold">Service tokens</h1>
      <div className="text-sm text-muted-foreground tabular-nums" aria-live="polite">
        {!facets ? (
          <Skeleton className="h-4 w-16" />
        ) : state.narrowed ? (
          `${formatNumber(facets.total)} of ${plural(facets.unfiltered, 'token')}`
        ) : (
          plural(facets.unfiltered, 'token')
        )}
      </div>
      <div className="flex w-full items-center gap-2 lg:ml-auto lg:w-auto">
        <SearchBox label="Search service tokens" value={state.query.q} onSearch={state.setSearch} />
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
        title="No service token fits"
        action={<Button onClick={state.clear}>Clear search and filters</Button>}
        className="px-4"
      >
        <p>None of this audit’s service tokens fits the search and the filters together.</p>
      </EmptyState>
    );
  if (isUnderWay(audit))
    return (
      <EmptyState title="The audit is under way" className="px-4">
        <p>Service tokens stand here when it ends.</p>
      </EmptyState>
    );
  if (part?.read !== true)
    return (
      <EmptyState title="Service tokens could not be listed" className="px-4">
        <p>{part?.reason ?? 'This audit did not read them. Run a new one to see them.'}</p>
      </EmptyState>
    );
  return (
    <EmptyState title="No service tokens" className="px-4">
      <p>The list was read and is empty: this organization has none yet.</p>
    </EmptyState>
  );
}
