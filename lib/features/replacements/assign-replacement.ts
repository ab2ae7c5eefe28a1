import { recordActivity } from '@/lib/features/activity';
import type { Context } from '@/lib/features/context';
import type { Assignment, ReplacementDetail } from '@/lib/contract';
import { waitForDeletion } from '@/lib/features/organizations';
import { schema } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import { getReplacement } from './get-replacement';
import { loadReplacement } from './load-replacement';

/**
 * Sets the assignee and the due date of a plan. The revision stays, so that no one who is editing the plan is
 * interrupted.
 * *Errors*: `not-found`.
 */
export async function assignReplacement(
  ctx: Context,
  { id, assignee, due }: Assignment & { id: string },
): Promise<ReplacementDetail> {
  const { replacements } = schema;
  await ctx.store.transaction(async (tx) => {
    await waitForDeletion(tx, ctx.organization.id);
    const { row, plan } = await loadReplacement(tx, ctx, id, { lock: true });
    if (row.assignee === assignee && row.due === due) return;
    await tx.update(replacements).set({ assignee, due }).where(eq(replacements.id, row.id));
    await recordActivity(tx, {
      organizationId: ctx.organization.id,
      actor: ctx.actor.label,
      action: 'replacement-assigned',
      details: { replacement_id: row.id, title: plan.title, assignee, due },
      at: ctx.now(),
    });
  });
  return getReplacement(ctx, { id });
}
