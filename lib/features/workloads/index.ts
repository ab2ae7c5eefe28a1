export { assignWorkload } from './assign-workload';
export { getWorkload } from './get-workload';
export { listUnplanned } from './list-unplanned';
export { listWorkloads, streamWorkloads, workloadFacets } from './list-workloads';
