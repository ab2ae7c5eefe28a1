import type { Context } from '@/lib/auth';
import type { Audit } from '@/lib/contract';
import { AppError } from '@/lib/core';
import { isUniqueViolation, schema } from '@/lib/store';
import { and, eq } from '@/lib/store/sql';
import { sealCredential } from './credential';
import { requireAudit } from './get-audit';
import { refuseWhileRunning, tellStart } from './start-audit';
import { isResumable, toWireAudit } from './to-wire';

const { audits } = schema;

/**
 * A failed audit, queued again with the caller's key: members whose result is stored are not asked
 * again.
 * *Errors*: `bad-request` for one that cannot be gone on with, `audit-running`, `not-found`.
 */
export async function resumeAudit(ctx: Context, input: { auditId: string }): Promise<Audit> {
  const row = await requireAudit(ctx, input.auditId);
  if (!isResumable(row)) {
    throw new AppError(
      'bad-request',
      'Only an audit that stopped for want of its key, or of an answer from Braintrust, can be gone on with. Run a new one instead.',
    );
  }
  await refuseWhileRunning(ctx);
  await ctx.proveOwner();
  const credential = await sealCredential(ctx, row.id);
  try {
    return await ctx.store.transaction(async (tx) => {
      const [resumed] = await tx
        .update(audits)
        .set({
          status: 'queued',
          reason: null,
          reasonDetail: null,
          finishedAt: null,
          cancelRequestedAt: null,
          ...credential,
        })
        .where(and(eq(audits.id, row.id), eq(audits.status, 'failed')))
        .returning();
      if (resumed === undefined) {
        throw new AppError('conflict', 'Somebody else has just gone on with this audit.');
      }
      await tellStart(tx, ctx, resumed, 'audit-resumed');
      await ctx.enqueueAudit(tx, { auditId: row.id, organizationId: row.organizationId });
      return toWireAudit(resumed);
    });
  } catch (error) {
    if (isUniqueViolation(error)) await refuseWhileRunning(ctx);
    throw error;
  }
}
