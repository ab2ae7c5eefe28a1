import type { AuditId } from '@/lib/core';
import { schema, type Transaction } from '@/lib/store';
import { inArray } from '@/lib/store/sql';

/**
 * Deletes audits with everything below them: members, keys, findings, changes. The audits go first:
 * that waits for a worker which is writing to one, whose rows are then seen by what follows.
 */
export async function deleteAudits(tx: Transaction, ids: readonly AuditId[]): Promise<void> {
  const { auditChanges, auditFindings, auditKeys, auditMembers, audits } = schema;
  await tx.delete(audits).where(inArray(audits.id, [...ids]));
  for (const table of [auditChanges, auditFindings, auditKeys, auditMembers]) {
    await tx.delete(table).where(inArray(table.auditId, [...ids]));
  }
}
