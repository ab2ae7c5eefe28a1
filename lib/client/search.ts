import { queryOptions } from '@tanstack/react-query';
import { callApi } from './http';
import { MAX_SEARCH_LENGTH } from './table-query';

const MOST_OF_A_KIND = '5';

/** The first few keys, members and workloads of an audit, and plans, that match the text. */
export const searchQuery = (organizationId: string, auditId: string, text: string) =>
  queryOptions({
    queryKey: ['search', organizationId, auditId, text],
    queryFn: async ({ signal }) => {
      const search = new URLSearchParams({
        q: text.slice(0, MAX_SEARCH_LENGTH),
        limit: MOST_OF_A_KIND,
      });
      const ofAudit = { params: { audit_id: auditId }, search, signal };
      const [keys, members, workloads, plans] = await Promise.all([
        callApi('GET /api/v1/audits/{audit_id}/keys', ofAudit),
        callApi('GET /api/v1/audits/{audit_id}/members', ofAudit),
        callApi('GET /api/v1/audits/{audit_id}/workloads', ofAudit),
        callApi('GET /api/v1/organization/{org_id}/replacements', {
          params: { org_id: organizationId },
          search,
          signal,
        }),
      ]);
      return {
        keys: keys.objects,
        members: members.objects,
        workloads: workloads.objects,
        plans: plans.objects,
      };
    },
    // Something found a moment ago may have changed since.
    staleTime: 0,
  });
