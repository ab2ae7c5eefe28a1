'use client';
import dynamic from 'next/dynamic';
import type { Audit, ServiceTokenRow } from '@/lib/contract';
import { serviceTokenFacetsQuery, serviceTokensQuery } from '@/lib/client';
import { SERVICE_TOKENS_TABLE } from '@/lib/contract/tables';
import { filterOffer, type FilterOffer } from '@/components/table/filter-offer';
import { NoRows } from '@/components/table/no-rows';
import type { ResourceDefinition, ResourceProps } from '@/components/table/resource-definition';
import { ResourceTable } from '@/components/table/resource-table';
import type { ShellSession } from '@/components/shell/session-context';
import { isUnderWay } from '@/components/shell/use-audits';
import { curlyApostrophes } from '@/components/status/format';
import { AGE_WORDS, EXPIRY_WORDS } from '@/components/status/key-words';
import { ACCESS_WORDS, SEVERITY_WORDS } from '@/components/status/words';
import { SERVICE_TOKEN_COLUMNS } from './columns';
import { copy } from './copy';
import { ServiceTokenCard } from './service-token-card';

const SERVICE_TOKENS: ResourceDefinition<ServiceTokenRow> = {
  schema: SERVICE_TOKENS_TABLE,
  rows: serviceTokensQuery,
  facets: serviceTokenFacetsQuery,
  exportView: 'service-tokens',
  openParameter: 'token',
  text: copy.screen,
  count: ({ total, unfiltered }, { state }) =>
    state.narrowed ? copy.head.filtered(total, unfiltered) : copy.head.all(unfiltered),
  filters: serviceTokenFilters,
  columns: () => SERVICE_TOKEN_COLUMNS,
  card: (row) => <ServiceTokenCard row={row} />,
  Empty: ServiceTokensEmpty,
  Panel: dynamic(() => import('./service-token-panel').then((m) => m.ServiceTokenPanel), {
    ssr: false,
  }),
};

export function ServiceTokensScreen() {
  return <ResourceTable definition={SERVICE_TOKENS} />;
}

const offer = (...of: Parameters<typeof filterOffer>): FilterOffer => ({
  ...filterOffer(...of),
  onlyWithRows: true,
});

function serviceTokenFilters({ ruleTitles }: ShellSession): FilterOffer[] {
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

/** Explains an empty table: filters, a running audit, a list that couldn't be read, or no tokens. */
function ServiceTokensEmpty({ audit, state }: ResourceProps) {
  return <NoRows state={state} {...whyEmpty(audit, state.narrowed)} />;
}

function whyEmpty(audit: Audit, narrowed: boolean) {
  if (narrowed) return copy.empty.filtered;
  if (isUnderWay(audit)) return copy.empty.running;
  const part = audit.context?.['service-tokens'];
  if (part?.read === true) return copy.empty.none;
  return part?.reason
    ? { ...copy.empty.failed, text: curlyApostrophes(part.reason) }
    : copy.empty.failed;
}
