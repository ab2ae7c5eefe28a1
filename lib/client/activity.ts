import { ACTIVITY_TABLE, type TableQuery } from '@/lib/contract/tables';
import { callApi } from './http';
import { facetOptions, listOptions, rowId } from './queries';
import { tableParameters } from './table-query';

/** The activity log under the given filters, latest first. */
export const activityQuery = (organizationId: string, query: TableQuery) =>
  listOptions(
    ['activity', organizationId],
    (asked) =>
      callApi('GET /api/v1/organization/{org_id}/activity', {
        params: { org_id: organizationId },
        ...asked,
      }),
    rowId,
    tableParameters(ACTIVITY_TABLE, query),
  );

export const activityFacetsQuery = (organizationId: string, query: TableQuery) =>
  facetOptions(
    ['activity', organizationId, 'facets'],
    (asked) =>
      callApi('GET /api/v1/organization/{org_id}/activity/facets', {
        params: { org_id: organizationId },
        ...asked,
      }),
    ACTIVITY_TABLE,
    query,
  );
