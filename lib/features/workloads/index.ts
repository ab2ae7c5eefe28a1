export { assignWorkload } from './assign-workload';
export { getWorkload } from './get-workload';
export { listToReplace } from './list-to-replace';
export { listWorkloads, streamWorkloads, workloadFacets } from './list-workloads';
