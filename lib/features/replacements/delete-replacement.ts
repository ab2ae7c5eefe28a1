import { recordActivity } from '@/lib/features/activity';
import type { Context } from '@/lib/features/context';
import { schema } from '@/lib/platform/database';
import { and, eq } from '@/lib/platform/database/sql';
import { loadRow } from './load-replacement';

/**
 * Deletes a plan, even one that can't be read. The keys, and everything created in Braintrust, stay.
 * *Errors*: `not-found`.
 */
export async function deleteReplacement(ctx: Context, { id }: { id: string }): Promise<void> {
  const { replacements } = schema;
  const organizationId = ctx.organization.id;
  await ctx.store.transaction(async (tx) => {
    const row = await loadRow(tx, ctx, id, { lock: true });
    await tx
      .delete(replacements)
      .where(and(eq(replacements.organizationId, organizationId), eq(replacements.id, row.id)));
    await recordActivity(tx, {
      organizationId,
      actor: ctx.actor.label,
      action: 'replacement-deleted',
      details: { replacement_id: row.id, title: row.title, stage: row.stage },
      at: ctx.now(),
    });
  });
}
