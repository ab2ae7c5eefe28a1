import { recordActivity } from '@/lib/features/activity';
import type { Context } from '@/lib/features/context';
import { labelOf } from '@/lib/features/sessions';
import { toAppError, type ErrorCode, type RevocationReason } from '@/lib/domain/core';
import type { Log } from '@/lib/platform/log';
import { requireRevoking } from './may-revoke';
import { revokeOne, type Dependencies } from './revoke-one';
import type { Target } from './confirmed-keys';
import { noteRevoked } from './revoked-keys';
import { isGone, type Outcome } from './words';

/**
 * Revokes one key, with an activity entry before and after. It never throws, because the caller must still
 * report the keys revoked before this one.
 */
export async function revokeOnRecord(
  ctx: Context,
  dependencies: Dependencies,
  target: Target,
  log: Pick<Log, 'error'>,
): Promise<Outcome> {
  const about = { key_id: target.keyId };
  try {
    await requireRevoking(ctx);
    await recordRevocation(ctx, target, null);
  } catch (error) {
    const reason = STOPS[toAppError(error).code];
    if (reason !== undefined) return { outcome: 'not-tried', reason };
    log.error('revocation not started: couldn’t write its activity entry', { ...about, error });
    return { outcome: 'not-tried', reason: 'storage-failed' };
  }
  let outcome = BROKEN_OFF;
  try {
    outcome = await revokeOne(dependencies, target);
  } catch (error) {
    log.error('revocation failed with an unexpected error', { ...about, error });
  }
  try {
    await recordRevocation(ctx, target, outcome);
    return outcome;
  } catch (error) {
    log.error('couldn’t write the outcome of a revocation', {
      ...about,
      outcome: outcome.outcome,
      error,
    });
    return { ...outcome, reason: 'storage-failed' };
  }
}

/** After an unexpected error in Latchkey, the key's state is unknown. */
const BROKEN_OFF: Outcome = { outcome: 'not-confirmed', reason: 'revoke-failed' };

/** Conditions that may have changed since the list started. */
const STOPS: Partial<Record<ErrorCode, RevocationReason>> = {
  'not-signed-in': 'session-over',
  'revoking-off': 'revoking-off',
  'proof-needed': 'proof-needed',
};

/** `null` records the start. A start without an outcome means a crash; the next audit shows what happened. */
async function recordRevocation(
  ctx: Context,
  target: Target,
  outcome: Outcome | null,
): Promise<void> {
  const { keyId, name, preview, holderId, holderEmail } = target;
  const at = ctx.now();
  const gone = outcome !== null && isGone(outcome);
  await ctx.store.transaction(async (tx) => {
    await recordActivity(tx, {
      organizationId: ctx.organization.id,
      actor: ctx.actor.label,
      action: outcome === null ? 'key-revocation-begun' : gone ? 'key-revoked' : 'key-not-revoked',
      details: {
        key_id: keyId,
        name,
        preview,
        holder_id: holderId,
        holder: labelOf({ id: holderId, email: holderEmail }),
        ...(outcome === null ? {} : { outcome: outcome.outcome, reason: outcome.reason }),
      },
      at,
    });
    if (gone) await noteRevoked(tx, ctx, { keyId, at });
  });
}
