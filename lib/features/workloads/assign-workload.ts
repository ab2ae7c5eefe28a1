import { recordActivity } from '@/lib/features/activity';
import { findLatestAudit } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { Assignment } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { ensureOrganization, holdOrganization } from '@/lib/features/organizations';
import { schema, type Transaction } from '@/lib/platform/database';
import { and, eq } from '@/lib/platform/database/sql';

const { auditWorkloads, workloadAssignments } = schema;

/**
 * Sets the assignee and the due date of a workload of the latest audit, for later audits too.
 * *Errors*: `not-found`.
 */
export async function assignWorkload(
  ctx: Context,
  { workloadId, assignee, due }: Assignment & { workloadId: string },
): Promise<Assignment> {
  const organizationId = ctx.organization.id;
  await ensureOrganization(ctx);
  await ctx.store.transaction(async (tx) => {
    await holdOrganization(tx, organizationId);
    const name = await nameOf(tx, ctx, workloadId);
    const [before] = await tx
      .select()
      .from(workloadAssignments)
      .where(
        and(
          eq(workloadAssignments.organizationId, organizationId),
          eq(workloadAssignments.workloadId, workloadId),
        ),
      );
    if ((before?.assignee ?? null) === assignee && (before?.due ?? null) === due) return;
    await tx
      .insert(workloadAssignments)
      .values({ organizationId, workloadId, assignee, due })
      .onConflictDoUpdate({
        target: [workloadAssignments.organizationId, workloadAssignments.workloadId],
        set: { assignee, due },
      });
    await recordActivity(tx, {
      organizationId,
      actor: ctx.actor.label,
      action: 'workload-assigned',
      details: { workload_id: workloadId, workload: name, assignee, due },
      at: ctx.now(),
    });
  });
  return { assignee, due };
}

async function nameOf(tx: Transaction, ctx: Context, workloadId: string): Promise<string> {
  const audit = await findLatestAudit(ctx, tx);
  // PostgreSQL text can't contain NUL, so no stored id does.
  if (audit !== null && !workloadId.includes('\0')) {
    const [workload] = await tx
      .select({ name: auditWorkloads.name })
      .from(auditWorkloads)
      .where(and(eq(auditWorkloads.auditId, audit.id), eq(auditWorkloads.workloadId, workloadId)));
    if (workload !== undefined) return workload.name;
  }
  throw new AppError('not-found', 'This workload isn’t in the latest audit.');
}
