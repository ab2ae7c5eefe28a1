import type { AuditId } from '@/lib/domain/core';
import { schema, type Transaction } from '@/lib/platform/database';
import { inArray, sql } from '@/lib/platform/database/sql';

/**
 * Deletes audits with everything below them, and the parts of their organizations that no other audit
 * refers to. All but the findings go with the audit by foreign keys. The audits go first: that waits
 * for a worker which is writing to one, whose rows are then seen by what follows.
 */
export async function deleteAudits(tx: Transaction, ids: readonly AuditId[]): Promise<void> {
  const { auditFindings, audits } = schema;
  const deleted = await tx
    .delete(audits)
    .where(inArray(audits.id, [...ids]))
    .returning({ organizationId: audits.organizationId });
  await tx.delete(auditFindings).where(inArray(auditFindings.auditId, [...ids]));
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
