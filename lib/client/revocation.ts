import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import type { RevokeKeysBody } from '@/lib/contract';
import { ApiError } from './api-error';
import { callApi } from './http';
import { storeAnswer } from './store-answer';

const keyOf = (organizationId: string) => ['revocation', organizationId];

/** Whether Latchkey may revoke keys, and when this session's proof expires. */
export const revocationQuery = (organizationId: string) =>
  queryOptions({
    queryKey: keyOf(organizationId),
    queryFn: ({ signal }) =>
      callApi('GET /api/v1/organization/{org_id}/revocation', {
        params: { org_id: organizationId },
        signal,
      }),
  });

/** Switches revoking on or off. Switching it on requires a valid proof. */
export const setRevocationMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    mutationFn: (enabled: boolean) =>
      callApi('PUT /api/v1/organization/{org_id}/revocation', {
        params: { org_id: organizationId },
        body: { enabled },
      }),
    onSuccess: (state) => storeAnswer(client, keyOf(organizationId), state),
  });

/** Proves with the Braintrust key that the owner is present. `gcTime: 0` drops the key from the cache. */
export const proveForRevocationMutation = (client: QueryClient, organizationId: string) =>
  mutationOptions({
    gcTime: 0,
    mutationFn: (apiKey: string) =>
      callApi('POST /api/v1/organization/{org_id}/revocation/proof', {
        params: { org_id: organizationId },
        body: { api_key: apiKey },
      }),
    onSuccess: (state) => storeAnswer(client, keyOf(organizationId), state),
  });

/**
 * Revokes keys in order; each was confirmed by its name. Check every outcome, because a successful
 * response can include keys that weren't revoked.
 * *Errors*: `ApiError`; if no response came, its message says that some may be revoked already.
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
        client.invalidateQueries({ queryKey: ['audit'] }),
        client.invalidateQueries({ queryKey: ['replacements', organizationId] }),
      ]),
  });

/** Replaces the usual "try again" message, because a revocation can't be retried blindly. */
function withoutAnswer(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  if (error.code !== 'unreachable' && error.code !== 'unexpected-answer') return error;
  return new ApiError(
    error.code,
    'The server didn’t respond, so some of these keys may already be revoked. See Activity for the keys it started on, then re-audit their holders to check.',
    { cause: error, ...(error.status === null ? {} : { status: error.status }) },
  );
}
