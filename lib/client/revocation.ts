import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import type { RevokeKeysBody } from '@/lib/contract';
import { ApiError } from './api-error';
import { callApi } from './http';

const keyOf = (organizationId: string) => ['revocation', organizationId];

/** Whether keys may be revoked from here, and until when this session's proof holds. */
export const revocationQuery = (organizationId: string) =>
  queryOptions({
    queryKey: keyOf(organizationId),
    queryFn: ({ signal }) =>
      callApi('GET /api/v1/organization/{org_id}/revocation', {
        params: { org_id: organizationId },
        signal,
      }),
  });

/** Switches revoking on, which needs a fresh proof, or off. */
export const setRevocationMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (enabled: boolean) =>
      callApi('PUT /api/v1/organization/{org_id}/revocation', {
        params: { org_id: organizationId },
        body: { enabled },
      }),
    onSuccess: (state) => client.setQueryData(keyOf(organizationId), state),
  });

/** Proves anew who sits here, by the Braintrust key; react-query forgets it at once (`gcTime`). */
export const proveForRevocationMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    gcTime: 0,
    mutationFn: (apiKey: string) =>
      callApi('POST /api/v1/organization/{org_id}/revocation/proof', {
        params: { org_id: organizationId },
        body: { api_key: apiKey },
      }),
    onSuccess: (state) => client.setQueryData(keyOf(organizationId), state),
  });

/**
 * Revokes keys that were confirmed by their names, in order. An answer may say that some were not:
 * read each outcome.
 * *Errors*: `ApiError`; where no answer came, its message says that some may be revoked already.
 */
export const revokeKeysMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: async (body: RevokeKeysBody) => {
      try {
        return await callApi('POST /api/v1/organization/{org_id}/revocations', {
          params: { org_id: organizationId },
          body,
        });
      } catch (error) {
        throw withoutAnswer(error);
      }
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keyOf(organizationId) }),
        client.invalidateQueries({ queryKey: ['activity', organizationId] }),
      ]),
  });

/** A revocation can't be tried again blindly, so its message says more. */
function withoutAnswer(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  if (error.code !== 'unreachable' && error.code !== 'unexpected-answer') return error;
  return new ApiError(
    error.code,
    'No answer came, so some of these keys may be revoked already. The activity log says which were begun; audit their holders again to see what is so.',
    { cause: error, ...(error.status === null ? {} : { status: error.status }) },
  );
}
