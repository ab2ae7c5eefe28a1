import { recordActivity } from '@/lib/features/activity';
import { proofNeeded, proofOf, type Context } from '@/lib/features/context';
import type { Revocation } from '@/lib/contract';
import { rememberOrganization } from '@/lib/features/organizations';
import { schema } from '@/lib/platform/database';
import { and, eq, isNotNull, isNull } from '@/lib/platform/database/sql';
import { getRevocation } from './may-revoke';

/**
 * Switches revoking on or off for the organization. Switching on requires a fresh proof. If nothing changes,
 * the record of who switched it and when stays.
 * *Errors*: `session-only`, `not-signed-in`, `proof-needed`.
 */
export async function setRevoking(
  ctx: Context,
  { enabled }: { enabled: boolean },
): Promise<Revocation> {
  const before = await getRevocation(ctx);
  if (enabled && before.proof_until === null) throw proofNeeded();
  const { organizations } = schema;
  const at = ctx.now();
  await ctx.store.transaction(async (tx) => {
    await rememberOrganization(tx, ctx.organization, at);
    const changed = await tx
      .update(organizations)
      .set({
        revokingEnabledAt: enabled ? at : null,
        revokingEnabledBy: enabled ? ctx.actor.label : null,
      })
      .where(
        and(
          eq(organizations.id, ctx.organization.id),
          (enabled ? isNull : isNotNull)(organizations.revokingEnabledAt),
        ),
      )
      .returning({ id: organizations.id });
    if (changed.length === 0) return;
    await recordActivity(tx, {
      organizationId: ctx.organization.id,
      actor: ctx.actor.label,
      action: enabled ? 'revoking-switched-on' : 'revoking-switched-off',
      details: {},
      at,
    });
  });
  return getRevocation(ctx);
}

/**
 * Verifies the owner again with the Braintrust key they enter. The key isn't stored.
 * *Errors*: `session-only`, `not-signed-in`, `proof-refused`, `too-many-requests`, `upstream-…`.
 */
export async function proveForRevocation(
  ctx: Context,
  { apiKey }: { apiKey: string },
): Promise<Revocation> {
  await proofOf(ctx).proveAgain(apiKey);
  return getRevocation(ctx);
}
