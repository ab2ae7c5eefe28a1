import type { AuditId } from '@/lib/core';
import { schema, type Transaction } from '@/lib/store';
import { inArray, sql } from '@/lib/store/sql';

/**
 * Deletes audits with everything below them: members, keys, findings, changes, service tokens; and the
 * parts of their organizations that no other audit refers to. The audits go first: that waits for a
 * worker which is writing to one, whose rows are then seen by what follows.
 */
export async function deleteAudits(tx: Transaction, ids: readonly AuditId[]): Promise<void> {
  const { auditChanges, auditFindings, auditKeys, auditMembers, audits, auditServiceTokens } =
    schema;
  const deleted = await tx
    .delete(audits)
    .where(inArray(audits.id, [...ids]))
    .returning({ organizationId: audits.organizationId });
  for (const table of [auditChanges, auditFindings, auditKeys, auditMembers, auditServiceTokens]) {
    await tx.delete(table).where(inArray(table.auditId, [...ids]));
  }
  for (const organizationId of new Set(deleted.map((audit) => audit.organizationId))) {
    // An audit that begins to refer to a part holds this row too, so that neither misses the other.
    await tx.execute(sql`select from organizations where id = ${organizationId} for update`);
    await tx.execute(sql`
      delete from organization_parts p
      where p.organization_id = ${organizationId} and not exists (
        select from audits a
        where a.organization_id = p.organization_id and a.context -> p.kind ->> 'hash' = p.hash)`);
  }
}
