'use client';
import dynamic from 'next/dynamic';
import type { Audit, WorkloadRow } from '@/lib/contract';
import { workloadFacetsQuery, workloadsQuery } from '@/lib/client';
import { WORKLOADS_TABLE } from '@/lib/contract/tables';
import { filterOffer } from '@/components/table/filter-offer';
import { NoRows } from '@/components/table/no-rows';
import type { ResourceDefinition, ResourceProps } from '@/components/table/resource-definition';
import { ResourceTable } from '@/components/table/resource-table';
import { isUnderWay } from '@/components/shell/use-audits';
import { ACCESS_WORDS, SEVERITY_WORDS } from '@/components/status/words';
import { WORKLOAD_COLUMNS } from './columns';
import { copy } from './copy';
import { WorkloadCard } from './workload-card';

const WORKLOADS: ResourceDefinition<WorkloadRow> = {
  schema: WORKLOADS_TABLE,
  rows: workloadsQuery,
  facets: workloadFacetsQuery,
  exportView: 'workloads',
  openParameter: 'workload',
  text: copy.screen,
  count: ({ total, unfiltered }, { state }) =>
    state.narrowed ? copy.head.filtered(total, unfiltered) : copy.head.all(unfiltered),
  filters: () => [
    { ...filterOffer('severity', copy.filters.severity, SEVERITY_WORDS), chips: true },
    filterOffer('access', copy.filters.access, ACCESS_WORDS),
    filterOffer('to_replace', copy.filters.toReplace, copy.filters.yesNo),
    filterOffer('service_token', copy.filters.token, copy.filters.yesNo),
    filterOffer('overdue', copy.filters.overdue, copy.filters.yesNo),
  ],
  columns: () => WORKLOAD_COLUMNS,
  card: (row) => <WorkloadCard row={row} />,
  Empty: WorkloadsEmpty,
  Panel: dynamic(() => import('./workload-panel').then((m) => m.WorkloadPanel), { ssr: false }),
};

export function WorkloadsScreen() {
  return <ResourceTable definition={WORKLOADS} />;
}

/** Explains an empty table: filters, a running audit, an audit from before workloads existed, or no workloads. */
function WorkloadsEmpty({ audit, state }: ResourceProps) {
  return <NoRows state={state} {...whyEmpty(audit, state.narrowed)} />;
}

function whyEmpty(audit: Audit, narrowed: boolean) {
  if (narrowed) return copy.empty.filtered;
  if (isUnderWay(audit)) return copy.empty.running;
  // An audit with keys to replace has workloads, unless an older version of Latchkey evaluated it.
  return audit.verdicts?.replace ? copy.empty.notGrouped : copy.empty.none;
}
