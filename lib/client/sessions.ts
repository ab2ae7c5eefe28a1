import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import type { OwnSession } from '@/lib/contract';
import { apiPaths } from '@/lib/contract/paths';
import { callApi } from './http';

const keyOf = (organizationId: string) => ['sessions', organizationId];

/** The live sessions of the signed-in owner. */
export const sessionsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: keyOf(organizationId),
    queryFn: ({ signal }) =>
      callApi<{ objects: OwnSession[] }>(apiPaths.sessions(organizationId), { signal }),
  });

/** Ends one of the owner's other sessions. */
export const endSessionMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (id: string) =>
      callApi<undefined>(apiPaths.session(organizationId, id), { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(organizationId) }),
  });

/** Ends all sessions of the owner, this one too. */
export const endSessionsMutation = (organizationId: string) =>
  mutationOptions({
    mutationFn: () => callApi<undefined>(apiPaths.sessions(organizationId), { method: 'DELETE' }),
  });
