import type { AuditId, OrganizationId } from '@/lib/domain/core';
import { schema, type Transaction } from '@/lib/platform/database';
import { inArray, sql } from '@/lib/platform/database/sql';

/**
 * Deletes audits with all their data, and the organization parts that no remaining audit refers to. Foreign
 * keys delete everything except findings. The audits must be deleted first: that waits for a worker that is
 * still writing to one, so the later statements see its rows. The caller holds `lockOrganization`, so no audit
 * starts to refer to a part that is deleted here.
 * *Shape*: the audits that were deleted, without those that were gone already.
 */
export async function deleteAudits(
  tx: Transaction,
  ids: readonly AuditId[],
): Promise<{ organizationId: OrganizationId; createdAt: Date }[]> {
  const { auditFindings, audits } = schema;
  const deleted = await tx
    .delete(audits)
    .where(inArray(audits.id, [...ids]))
    .returning({ organizationId: audits.organizationId, createdAt: audits.createdAt });
  await tx.delete(auditFindings).where(inArray(auditFindings.auditId, [...ids]));
  for (const organizationId of new Set(deleted.map((audit) => audit.organizationId))) {
    await tx.execute(sql`
      delete from organization_parts p
      where p.organization_id = ${organizationId} and not exists (
        select from audits a
        where a.organization_id = p.organization_id and a.context -> p.kind ->> 'hash' = p.hash)`);
  }
  return deleted;
}
