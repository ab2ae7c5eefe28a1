import { isFreshProof, PROOF_MS, proofNeeded, proofOf, type Context } from '@/lib/features/context';
import type { Revocation } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';

/** Returns whether revoking is on, and until when this session may revoke. */
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
    proof_until: isFreshProof(ctx, provenAt)
      ? new Date(provenAt.getTime() + PROOF_MS).toISOString()
      : null,
  };
}

/**
 * Requires that revoking is on and that the session has a fresh proof. Call it again before every key.
 * *Errors*: `session-only`, `not-signed-in`, `revoking-off`, `proof-needed`.
 */
export async function requireRevoking(ctx: Context): Promise<void> {
  const { enabled, proof_until } = await getRevocation(ctx);
  if (!enabled) {
    throw new AppError(
      'revoking-off',
      'Revoking from Latchkey is disabled. An owner can enable it in Settings.',
    );
  }
  if (proof_until === null) throw proofNeeded();
}
