import { createHmac, randomBytes } from 'node:crypto';
import { AppError, MINUTE_MS, type OrganizationId } from '@/lib/domain/core';
import type { AttemptLimits } from './attempt-limits';
import type { OwnerCheck } from './check-owner';
import type { Check } from './session-types';

/**
 * Returns the owner that this key belongs to, for the given organization (`null`: the key's only one). A
 * success is cached for a minute, a failure never. Concurrent calls with the same key share one check.
 * *Errors*: as `checkOwner`; `too-many-requests`; `upstream-unreachable` (503) for any upstream failure.
 */
export type BearerCheck = (request: {
  apiKey: string;
  organizationId: OrganizationId | null;
  address: string;
}) => Promise<OwnerCheck>;

const REMEMBERED_MS = MINUTE_MS;
const MOST_REMEMBERED = 1000;
const HMAC_KEY_BYTES = 32;

/** Checks keys from `Authorization: Bearer`. The cache holds an HMAC of the key, never the key. */
export function createBearerCheck(options: {
  check: Check;
  limits: AttemptLimits;
  now?: () => number;
}): BearerCheck {
  const { check, limits, now = Date.now } = options;
  const hmacKey = randomBytes(HMAC_KEY_BYTES);
  const remembered = new Map<string, { owner: OwnerCheck; untilMs: number }>();
  const running = new Map<string, Promise<OwnerCheck>>();

  async function ask(name: string, request: Parameters<BearerCheck>[0]): Promise<OwnerCheck> {
    const { organizationId } = request;
    const owner = await asUnavailable(
      limits.attempt(request, () =>
        check(request.apiKey, organizationId === null ? {} : { organizationId }),
      ),
    );
    remembered.set(name, { owner, untilMs: now() + REMEMBERED_MS });
    const [oldest] = remembered.keys();
    if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    return owner;
  }

  return (request) => {
    const name = createHmac('sha256', hmacKey)
      .update(JSON.stringify([request.apiKey, request.organizationId]))
      .digest('base64url');
    const known = remembered.get(name);
    if (known && known.untilMs > now()) return Promise.resolve(known.owner);
    remembered.delete(name);
    const asked = running.get(name) ?? ask(name, request).finally(() => running.delete(name));
    running.set(name, asked);
    return asked;
  };
}

/** Reports every upstream failure as one retryable error, because API clients need no finer distinction. */
async function asUnavailable<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('upstream-')) throw error;
    throw new AppError('upstream-unreachable', error.publicMessage, {
      message: error.message,
      cause: error,
    });
  }
}
