import type { AuditId } from '@/lib/domain/core';
import type { Store } from '@/lib/platform/database';
import { sql } from '@/lib/platform/database/sql';
import { writeCoverage } from './work-list';

/**
 * Makes members pending again whose key list was assumed to end at a short page, because another list
 * continued after one.
 * *Shape*: the number of those members.
 */
export async function reopenEndedEarly(store: Store, auditId: AuditId): Promise<number> {
  return store.transaction(async (tx) => {
    await tx.execute(sql`
      delete from audit_keys k using audit_members m
      where k.audit_id = ${auditId}::uuid and m.audit_id = k.audit_id
        and m.member_id = k.holder_id and m.list_ended_early`);
    const { rows } = await tx.execute(sql`
      update audit_members set state = 'pending', reason = null, via = null, keys = null,
        foreign_keys = 0, list_ended_early = null, asked_at = null, audited_at = null
      where audit_id = ${auditId}::uuid and list_ended_early
      returning member_id`);
    if (rows.length > 0) await writeCoverage(tx, auditId);
    return rows.length;
  });
}
