import type { Context } from '@/lib/features/context';
import { createBraintrustClient, type ClientLimits } from '@/lib/platform/braintrust';
import { createRevoker } from '@/lib/platform/braintrust/revoker';
import type { RevocationResult, RevokedKey } from '@/lib/contract';
import { AppError, SECOND_MS } from '@/lib/domain/core';
import type { Log } from '@/lib/platform/log';
import { isInUse, readKeysInUse } from './keys-in-use';
import { requireRevoking } from './may-revoke';
import type { Dependencies } from './revoke-one';
import { revokeOnRecord } from './revoke-on-record';
import { readTargets, type Target } from './confirmed-keys';
import { isGone, messageOf, type Outcome } from './words';

/** A user is waiting, so fail fast instead of retrying for minutes. */
const PATIENCE = {
  maxAttempts: 3,
  outagePatienceMs: 10 * SECOND_MS,
  rateLimitPatienceMs: 20 * SECOND_MS,
  attemptTimeoutMs: 20 * SECOND_MS,
};

export type RevokeKeysInput = {
  keys: readonly { key_id: string; name_typed: string }[];
  /** Base URL of the data plane. */
  apiUrl: string;
  log: Pick<Log, 'error'>;
  /** For tests only. */
  limits?: Partial<ClientLimits>;
};

/**
 * Revokes keys one after the other, in the given order. Each key gets an activity entry before the deletion
 * is sent and another with the outcome. The first key that isn't cleanly gone stops the list. Stored audits
 * don't change; `follow_up` describes the audit that will show the result.
 * *Errors*, with nothing revoked: `session-only`, `not-signed-in`, `revoking-off`, `proof-needed`,
 * `no-audit`, `not-found`, `name-differs`, `conflict`, `key-in-use`, `upstream-…`.
 */
export async function revokeKeys(ctx: Context, input: RevokeKeysInput): Promise<RevocationResult> {
  await requireRevoking(ctx);
  const { auditId, targets } = await readTargets(ctx, input.keys);
  const { dependencies, close } = await openDependencies(ctx, input);
  try {
    refuseKeysInUse(dependencies, targets);
    const objects: RevokedKey[] = [];
    let isStopped = false;
    for (const target of targets) {
      const outcome: Outcome = isStopped
        ? STOPPED
        : await revokeOnRecord(ctx, dependencies, target, input.log);
      objects.push(toWire(target, outcome));
      isStopped ||= !isPlain(outcome);
    }
    return {
      objects,
      stopped: objects.some(({ outcome }) => outcome === 'not-tried'),
      follow_up: followUp(auditId, objects),
    };
  } finally {
    await close();
  }
}

const STOPPED: Outcome = { outcome: 'not-tried', reason: 'stopped-before' };
const isPlain = (outcome: Outcome) => isGone(outcome) && outcome.reason === null;

async function openDependencies(
  ctx: Context,
  { apiUrl, limits }: RevokeKeysInput,
): Promise<{ dependencies: Dependencies; close: () => Promise<void> }> {
  const options = {
    apiUrl,
    appUrl: null,
    apiKey: await ctx.credential(),
    limits: { ...PATIENCE, ...limits },
  };
  const client = createBraintrustClient(options);
  const revoker = createRevoker(options);
  const close = async (): Promise<void> => {
    await Promise.all([client.close(), revoker.close()]);
  };
  try {
    const dependencies = {
      client,
      revoker,
      used: await readKeysInUse(ctx, client),
      callerId: ctx.actor.userId,
      orgName: ctx.organization.name,
      organizationId: ctx.organization.id,
    };
    return { dependencies, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Checks all keys against the session's key first, so that the list doesn't stop there halfway. */
function refuseKeysInUse({ used }: Dependencies, targets: readonly Target[]): void {
  for (const target of targets) {
    const answer = isInUse(target, used.session.ofHolder, { ...used, audits: [] });
    if (answer === 'no') continue;
    const key = `the key “${target.name}” (${target.preview})`;
    throw new AppError(
      'key-in-use',
      answer === 'yes'
        ? `You’re signed in with ${key}, according to its preview. Nothing was revoked. Sign in with another key first.`
        : `You may be signed in with ${key}. It’s yours, and previews don’t show which of your keys you use. Nothing was revoked. Ask another owner to revoke it, or revoke it in Braintrust.`,
    );
  }
}

function toWire(target: Target, outcome: Outcome): RevokedKey {
  return {
    key_id: target.keyId,
    name: target.name,
    preview: target.preview,
    holder_id: target.holderId,
    holder_email: target.holderEmail,
    outcome: outcome.outcome,
    reason: outcome.reason,
    message: messageOf(outcome),
  };
}

function followUp(auditId: string, objects: readonly RevokedKey[]): RevocationResult['follow_up'] {
  const holders = objects.filter(isGone).map(({ holder_id }) => holder_id);
  return holders.length === 0 ? null : { parent_id: auditId, member_ids: [...new Set(holders)] };
}
