import { queryOptions } from '@tanstack/react-query';
import { WORKLOADS_TABLE, type TableQuery } from '@/lib/contract/tables';
import { callApi } from './http';
import { facetOptions, listOptions, rowId } from './queries';
import { tableParameters } from './table-query';

/** What to do first after an audit. */
export const nextStepsQuery = (auditId: string) =>
  queryOptions({
    queryKey: ['audit', auditId, 'next-steps'],
    queryFn: async ({ signal }) => {
      const { objects } = await callApi('GET /api/v1/audits/{audit_id}/next-steps', {
        params: { audit_id: auditId },
        signal,
      });
      return objects;
    },
  });

export const workloadsQuery = (auditId: string, query: TableQuery) =>
  listOptions(
    ['audit', auditId, 'workloads'],
    (asked) =>
      callApi('GET /api/v1/audits/{audit_id}/workloads', {
        params: { audit_id: auditId },
        ...asked,
      }),
    rowId,
    tableParameters(WORKLOADS_TABLE, query),
  );

export const workloadFacetsQuery = (auditId: string, query: TableQuery) =>
  facetOptions(
    ['audit', auditId, 'workload-facets'],
    (asked) =>
      callApi('GET /api/v1/audits/{audit_id}/workloads/facets', {
        params: { audit_id: auditId },
        ...asked,
      }),
    WORKLOADS_TABLE,
    query,
  );

/** One workload with the ids of its keys. */
export const workloadQuery = (auditId: string, workloadId: string) =>
  queryOptions({
    queryKey: ['audit', auditId, 'workload', workloadId],
    queryFn: ({ signal }) =>
      callApi('GET /api/v1/audits/{audit_id}/workloads/{workload_id}', {
        params: { audit_id: auditId, workload_id: workloadId },
        signal,
      }),
  });
