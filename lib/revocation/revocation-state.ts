import type { Context } from '@/lib/auth';
import type { Revocation } from '@/lib/contract';
import { AppError, MINUTE_MS } from '@/lib/core';
import { schema } from '@/lib/store';
import { eq } from '@/lib/store/sql';

/** So long a proof holds: for a sitting of work, not for a browser left open. */
const PROOF_MS = 10 * MINUTE_MS;

/** Whether keys may be revoked from here, and whether this session may do it now. */
export async function getRevocation(ctx: Context): Promise<Revocation> {
  const provenAt = await proofOf(ctx).provenAt();
  const { organizations } = schema;
  const [row] = await ctx.store.db
    .select({ at: organizations.revokingEnabledAt, by: organizations.revokingEnabledBy })
    .from(organizations)
    .where(eq(organizations.id, ctx.organization.id));
  const enabledAt = row?.at ?? null;
  return {
    enabled: enabledAt !== null,
    enabled_at: enabledAt?.toISOString() ?? null,
    enabled_by: enabledAt === null ? null : (row?.by ?? null),
    proof_until: isFresh(ctx, provenAt)
      ? new Date(provenAt.getTime() + PROOF_MS).toISOString()
      : null,
  };
}

/**
 * Lets through who may revoke now. Asked again before every key.
 * *Errors*: `session-only`, `not-signed-in`, `revoking-off`, `proof-needed`.
 */
export async function requireRevoking(ctx: Context): Promise<void> {
  const { enabled, proof_until } = await getRevocation(ctx);
  if (!enabled) {
    throw new AppError(
      'revoking-off',
      'Revoking keys from here is switched off. An owner can switch it on in Settings.',
    );
  }
  if (proof_until === null) throw proofNeeded();
}

/** What a session can prove. *Errors*: `session-only` where there is none. */
export function proofOf({ sessionProof }: Context): NonNullable<Context['sessionProof']> {
  if (sessionProof !== undefined) return sessionProof;
  throw new AppError(
    'session-only',
    'Keys are revoked in the browser only, by an owner who is signed in.',
  );
}

/** The error that asks for the key. */
export const proofNeeded = (): AppError =>
  new AppError(
    'proof-needed',
    'Type in your Braintrust API key again first. That holds for 10 minutes, in this session only.',
  );

function isFresh(ctx: Context, provenAt: Date | null): provenAt is Date {
  // Clocks of two servers may differ a little, so a moment ahead is no reason to doubt.
  return provenAt !== null && Math.abs(ctx.now().getTime() - provenAt.getTime()) < PROOF_MS;
}
