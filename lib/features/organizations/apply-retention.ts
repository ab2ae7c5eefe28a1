import { dropDeletedActivity, recordActivity } from '@/lib/features/activity';
import type { OrganizationId } from '@/lib/domain/core';
import { schema, type Store } from '@/lib/platform/database';
import { lte } from '@/lib/platform/database/sql';
import { deleteAudits } from './delete-audits';
import { findOldAudits } from './find-old-audits';
import { lockOrganization } from './lock-organization';

/**
 * Deletes finished audits that are past their organization's retention, expired sessions, and old activity of
 * deleted organizations. The latest complete or partial audit always stays, because Latchkey shows it.
 * *Shape*: the number of each that were deleted.
 */
export async function applyRetention(
  store: Store,
  now: Date,
): Promise<{ audits: number; sessions: number; activity: number }> {
  const { organizations, sessions } = schema;
  const expired = await store.db
    .delete(sessions)
    .where(lte(sessions.expiresAt, now))
    .returning({ id: sessions.id });
  const all = await store.db
    .select({ id: organizations.id, retentionDays: organizations.retentionDays })
    .from(organizations);
  let audits = 0;
  for (const { id, retentionDays } of all) {
    audits += await deleteOldAudits(store, id, retentionDays, now);
  }
  return { audits, sessions: expired.length, activity: await dropDeletedActivity(store, now) };
}

/** One transaction with its own activity entry per audit, because each audit may hold 100,000 keys. */
async function deleteOldAudits(
  store: Store,
  organizationId: OrganizationId,
  retentionDays: number,
  now: Date,
): Promise<number> {
  let count = 0;
  for (const auditId of await findOldAudits(store.db, { organizationId, retentionDays }, now)) {
    count += await store.transaction(async (tx) => {
      await lockOrganization(tx, organizationId);
      const [deleted] = await deleteAudits(tx, [auditId]);
      // Another server, or the deletion of the organization, was faster.
      if (deleted === undefined) return 0;
      await recordActivity(tx, {
        organizationId,
        actor: 'Latchkey',
        action: 'retention-applied',
        // The id is a detail because the entry's own `audit_id` is a link, and this audit no longer exists.
        details: {
          audits: 1,
          retention_days: retentionDays,
          deleted_audit_id: auditId,
          audit_created_at: deleted.createdAt.toISOString(),
        },
        at: now,
      });
      return 1;
    });
  }
  return count;
}
