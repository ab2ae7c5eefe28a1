import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { callApi } from './http';

const keyOf = (organizationId: string) => ['sessions', organizationId];

/** The active sessions of the signed-in owner. */
export const sessionsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: keyOf(organizationId),
    queryFn: ({ signal }) =>
      callApi('GET /api/v1/organization/{org_id}/sessions', {
        params: { org_id: organizationId },
        signal,
      }),
  });

export const endSessionMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (id: string) =>
      callApi('DELETE /api/v1/organization/{org_id}/sessions/{session_id}', {
        params: { org_id: organizationId, session_id: id },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(organizationId) }),
  });

/** Ends all sessions of the owner, including this one. */
export const endSessionsMutation = (organizationId: string) =>
  mutationOptions({
    mutationFn: () =>
      callApi('DELETE /api/v1/organization/{org_id}/sessions', {
        params: { org_id: organizationId },
      }),
  });
