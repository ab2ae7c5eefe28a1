import { recordActivity } from '@/lib/features/activity';
import { proofNeeded, requireFreshProof, type Context } from '@/lib/features/context';
import type { Retention } from '@/lib/contract';
import { schema } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import { findOldAudits } from './find-old-audits';
import { getOrganization, rememberOrganization } from './remember-organization';

/**
 * Sets how many days finished audits are kept. The next daily cleanup deletes the older ones, not this call.
 * A shorter retention requires a fresh proof.
 * *Errors*: those of `requireFreshProof`.
 * *Shape*: `audits_due` is the number of audits that the new retention would delete now.
 */
export async function changeRetention(
  ctx: Context,
  { days }: { days: number },
): Promise<Retention> {
  const { organizations } = schema;
  const { id } = ctx.organization;
  const at = ctx.now();
  const now = await getOrganization(ctx);
  if (days < now.retentionDays) await requireFreshProof(ctx);
  await ctx.store.transaction(async (tx) => {
    await rememberOrganization(tx, ctx.organization, at);
    const [before] = await tx
      .select({ days: organizations.retentionDays })
      .from(organizations)
      .where(eq(organizations.id, id))
      .for('update');
    if (before?.days === days) return;
    // Someone has increased the retention since the request began, so this would shorten it without a proof.
    if (before !== undefined && days < before.days && days >= now.retentionDays)
      throw proofNeeded();
    await tx.update(organizations).set({ retentionDays: days }).where(eq(organizations.id, id));
    await recordActivity(tx, {
      organizationId: id,
      actor: ctx.actor.label,
      action: 'retention-changed',
      details: { days, before: before?.days ?? null },
      at,
    });
  });
  const due = await findOldAudits(ctx.store.db, { organizationId: id, retentionDays: days }, at);
  return { days, audits_due: due.length };
}
