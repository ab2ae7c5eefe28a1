import type { AuditId, AuditReason } from '@/lib/domain/core';
import { recordActivity } from '@/lib/features/activity';
import { schema, type Store, type Transaction } from '@/lib/platform/database';
import { and, eq, isNull } from '@/lib/platform/database/sql';
import { recordImpersonations } from './record-impersonations';

/**
 * Ends an audit as failed or cancelled. What it stored stays readable, its copy of the key is deleted, and
 * the previous audit stays the latest.
 */
export async function endAudit(store: Store, end: End): Promise<void> {
  await store.transaction((tx) => writeEnd(tx, end));
}

type End = {
  auditId: AuditId;
  status: 'failed' | 'cancelled';
  reason: AuditReason;
  detail: string | null;
  calls: schema.StoredCalls;
  now: Date;
};

/** Does the same inside a transaction. An audit that has already ended is left unchanged. */
export async function writeEnd(tx: Transaction, end: End): Promise<void> {
  const { audits } = schema;
  const [row] = await tx
    .update(audits)
    .set({
      status: end.status,
      reason: end.reason,
      reasonDetail: end.detail,
      finishedAt: end.now,
      calls: end.calls,
      sealedCredential: null,
      credentialExpiresAt: null,
    })
    .where(and(eq(audits.id, end.auditId), isNull(audits.finishedAt)))
    .returning();
  if (row === undefined) return;
  await recordImpersonations(tx, row, end.now);
  await recordActivity(tx, {
    organizationId: row.organizationId,
    actor: row.startedBy,
    action: 'audit-finished',
    auditId: row.id,
    details: {
      status: end.status,
      reason: end.reason,
      audited: row.membersAudited,
      members: row.membersTotal,
    },
    at: end.now,
  });
}
