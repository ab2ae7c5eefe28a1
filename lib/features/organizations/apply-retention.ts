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

/** One transaction per audit, because each may hold 100,000 keys. The last one writes the log entry. */
async function deleteOldAudits(
  store: Store,
  organizationId: OrganizationId,
  retentionDays: number,
  now: Date,
): Promise<number> {
  const old = await findOldAudits(store.db, { organizationId, retentionDays }, now);
  for (const [index, auditId] of old.entries()) {
    await store.transaction(async (tx) => {
      await lockOrganization(tx, organizationId);
      await deleteAudits(tx, [auditId]);
      if (index < old.length - 1) return;
      await recordActivity(tx, {
        organizationId,
        actor: 'Latchkey',
        action: 'retention-applied',
        details: { audits: old.length, retention_days: retentionDays },
        at: now,
      });
    });
  }
  return old.length;
}
