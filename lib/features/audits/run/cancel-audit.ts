import { recordActivity } from '@/lib/features/activity';
import type { Context } from '@/lib/features/context';
import type { Audit } from '@/lib/contract';
import { schema } from '@/lib/platform/database';
import { and, eq, isNull } from '@/lib/platform/database/sql';
import { forgetCredential } from './credential';
import { writeEnd } from './end-audit';
import { requireAudit } from '../read/get-audit';
import { toWireAudit } from '../read/to-wire';

const { audits } = schema;

/**
 * Cancels an audit and returns it. A queued audit ends at once, a running one within a second; what it stored
 * stays readable. An audit that has ended is returned unchanged.
 * *Errors*: `not-found`.
 */
export async function cancelAudit(ctx: Context, input: { auditId: string }): Promise<Audit> {
  const before = await requireAudit(ctx, input.auditId);
  const { id } = before;
  await ctx.store.transaction(async (tx) => {
    const asked = await tx
      .update(audits)
      .set({ cancelRequestedAt: ctx.now() })
      .where(and(eq(audits.id, id), isNull(audits.finishedAt), isNull(audits.cancelRequestedAt)))
      .returning({ status: audits.status, calls: audits.calls });
    const [row] = asked;
    if (row === undefined) return;
    await recordActivity(tx, {
      organizationId: ctx.organization.id,
      actor: ctx.actor.label,
      action: 'audit-cancelled',
      auditId: id,
      details: {},
      at: ctx.now(),
    });
    // No worker has it yet, and any worker that claims it later finds it ended.
    if (row.status === 'queued') {
      const end = { status: 'cancelled', reason: 'cancelled', detail: null } as const;
      await writeEnd(tx, { ...end, auditId: id, calls: row.calls ?? {}, now: ctx.now() });
    }
  });
  const audit = await requireAudit(ctx, id);
  if (audit.finishedAt !== null) await forgetCredential(ctx.store, before);
  return toWireAudit(audit, ctx.now());
}
