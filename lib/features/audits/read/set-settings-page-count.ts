import { recordActivity } from '@/lib/features/activity';
import type { Context } from '@/lib/features/context';
import type { Audit } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import { requireAudit } from './get-audit';
import { toWireAudit } from './to-wire';

/**
 * Stores the number of keys that an owner read off Braintrust's own settings page, and returns the audit.
 * `null` removes it. The audit's observations are not changed.
 * *Errors*: `not-found`.
 */
export async function setSettingsPageCount(
  ctx: Context,
  input: { auditId: string; count: number | null },
): Promise<Audit> {
  const audit = await requireAudit(ctx, input.auditId);
  const { audits } = schema;
  const row = await ctx.store.transaction(async (tx) => {
    const [updated] = await tx
      .update(audits)
      .set({ settingsPageCount: input.count })
      .where(eq(audits.id, audit.id))
      .returning();
    await recordActivity(tx, {
      organizationId: ctx.organization.id,
      actor: ctx.actor.label,
      action: 'certificate-count-set',
      auditId: audit.id,
      details: { count: input.count, before: audit.settingsPageCount },
      at: ctx.now(),
    });
    return updated;
  });
  if (row === undefined) {
    throw new AppError('not-found', 'This audit was deleted. Nothing was saved.');
  }
  return toWireAudit(row, ctx.now());
}
