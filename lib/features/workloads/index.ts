export { getWorkload } from './get-workload';
export { listWorkloads, streamWorkloads, workloadFacets } from './list-workloads';
