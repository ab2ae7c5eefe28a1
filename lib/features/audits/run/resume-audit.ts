import type { Context } from '@/lib/features/context';
import type { Audit } from '@/lib/contract';
import { AppError, type AuditId } from '@/lib/domain/core';
import { isUniqueViolation, schema, type Transaction } from '@/lib/platform/database';
import { and, eq } from '@/lib/platform/database/sql';
import { sealCredential } from './credential';
import { requireAudit } from '../read/get-audit';
import { findLatestAudit } from '../read/latest-audit';
import { refuseWhileRunning, startedMeanwhile, recordStart } from './start-audit';
import { isResumable, toWireAudit, type AuditRow } from '../read/to-wire';
import { writeCoverage } from './work-list';

const { auditMembers, audits } = schema;

/**
 * Queues a failed audit again with the caller's key. Audited and blocked members are not read again.
 * *Errors*: `bad-request` for an audit that can't be resumed, `conflict` if a newer audit has a result,
 * `audit-running`, `not-found`.
 */
export async function resumeAudit(ctx: Context, input: { auditId: string }): Promise<Audit> {
  const row = await requireAudit(ctx, input.auditId);
  await refuseWhileRunning(ctx);
  if (!isResumable(row)) {
    throw new AppError(
      'bad-request',
      'You can resume only an audit that stopped because of its key or because Braintrust failed. Run a new audit instead.',
    );
  }
  await refuseOutdated(ctx, row);
  await ctx.proveOwner();
  const credential = await sealCredential(ctx, row.id);
  try {
    await ctx.store.transaction(async (tx) => {
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
        throw new AppError(
          'conflict',
          'This audit was already resumed or deleted. Reload the page.',
        );
      }
      await tryFailedAgain(tx, row.id);
      await recordStart(tx, ctx, resumed, 'audit-resumed');
      await ctx.enqueueAudit(tx, { auditId: row.id, organizationId: row.organizationId });
    });
    return toWireAudit(await requireAudit(ctx, row.id), ctx.now());
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await refuseWhileRunning(ctx);
    throw startedMeanwhile(error);
  }
}

/** Resuming would make this audit's old observations look newer than those of a later audit. */
async function refuseOutdated(ctx: Context, row: AuditRow): Promise<void> {
  const latest = await findLatestAudit(ctx);
  if (latest?.finishedAt == null || latest.finishedAt <= row.createdAt) return;
  throw new AppError(
    'conflict',
    "A newer audit already has results, so this one can't be resumed. Run a new audit instead.",
    { details: { auditId: latest.id } },
  );
}

/** Makes failed members pending again, so that they are retried instead of keeping their old failure. */
async function tryFailedAgain(tx: Transaction, auditId: AuditId): Promise<void> {
  await tx
    .update(auditMembers)
    .set({ state: 'pending', reason: null, via: null, askedAt: null, auditedAt: null })
    .where(and(eq(auditMembers.auditId, auditId), eq(auditMembers.state, 'failed')));
  await writeCoverage(tx, auditId);
}
