import { AppError, type KeyId } from '@/lib/domain/core';
import { REVOKE_KEY } from './allowed-calls';
import { parseBaseUrl } from './base-url';
import { systemClock } from './clock';
import { DEFAULT_LIMITS } from './client';
import { unexpectedAnswer } from './faults';
import { classifyAttempt } from './classify-attempt';
import * as schemas from './schemas';
import { createTransport } from './transport';
import type { BraintrustClientOptions, Impersonation } from './types';

/** Revokes keys: the only change that Latchkey makes in Braintrust. */
export type Revoker = {
  /**
   * Deletes one key as its holder, or as the caller if `as` is `null`.
   *
   * The request is sent once and never retried. An error doesn't mean that the key still exists, and
   * success doesn't prove that it was deleted. So list the keys before and after.
   * *Errors*: like the client's. If `details.status` is null or ≥ 500, the key may have been deleted.
   * `upstream-rate-limited` carries `details.retryAfterMs`.
   * *Source*: `DELETE /v1/api_key/{api_key_id}` of the spec.
   */
  revokeKey(id: KeyId, as: Impersonation | null, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
};

/** Ids go into the path, so only the characters of UUIDs and similar names are allowed. */
const PLAIN_ID = /^[A-Za-z0-9_-]{1,200}$/;
const KEY_FORM = /^[\x21-\x7e]{1,4096}$/;

/**
 * Creates a revoker, apart from the read-only client. Only lib/features/revocation may import it
 * (dependency-cruiser checks this).
 * *Errors*: `configuration`, `wrong-key`.
 */
export function createRevoker(
  options: Pick<BraintrustClientOptions, 'apiUrl' | 'apiKey' | 'clock' | 'limits'>,
): Revoker {
  const { apiKey, clock = systemClock } = options;
  const base = parseBaseUrl(options.apiUrl, 'BRAINTRUST_API_URL');
  if (!KEY_FORM.test(apiKey))
    throw new AppError(
      'wrong-key',
      'This isn’t a Braintrust API key. Enter the complete key without spaces.',
    );
  const transport = createTransport(1, { ...DEFAULT_LIMITS, ...options.limits }, clock, [base]);
  return {
    revokeKey: async (id, as, signal) => {
      const path = `${base.prefix}${pathOf(id)}`;
      const result = await transport.send(
        { method: REVOKE_KEY.method, base, path, headers: headersOf(apiKey, as), body: null },
        (abort) => signal?.addEventListener('abort', abort, { once: true }),
      );
      const verdict = classifyAttempt(REVOKE_KEY.name, result, clock.wallMs());
      if (verdict.kind === 'good') checkAnswer(verdict.value, id);
      else if (verdict.kind === 'refused') throw withWait(verdict.error, verdict.retryAfterMs);
      else throw verdict.error;
    },
    close: () => transport.close(),
  };
}

function pathOf(id: KeyId): string {
  if (!PLAIN_ID.test(id)) {
    throw new AppError(
      'internal',
      'Couldn’t revoke this key because its id has unexpected characters. Revoke it in Braintrust.',
    );
  }
  return REVOKE_KEY.path.replace('{api_key_id}', id);
}

function headersOf(apiKey: string, as: Impersonation | null): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-encoding': 'identity',
    authorization: `Bearer ${as?.kind === 'token' ? as.token : apiKey}`,
    ...(as?.kind === 'header' ? { 'x-bt-impersonate-user': as.memberId } : {}),
  };
}

/** Braintrust answers with the deleted key. Another key, or none, is an error. */
function checkAnswer(value: unknown, id: KeyId): void {
  const answer = schemas.key.safeParse(value);
  if (answer.success && answer.data.id === id) return;
  const detail = answer.success ? 'another key' : 'no key';
  throw unexpectedAnswer('shape', { operation: REVOKE_KEY.name, status: 200, detail });
}

function withWait(error: AppError, retryAfterMs: number | null): AppError {
  const { code, publicMessage, message, details } = error;
  return new AppError(code, publicMessage, {
    message,
    cause: error,
    details: { ...details, retryAfterMs },
  });
}
