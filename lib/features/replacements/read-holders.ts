import type { AuditRow } from '@/lib/features/audits';
import type { KeyList } from '@/lib/domain/replacement-plan';
import { readRevoked } from '@/lib/features/revocation';
import { schema, type Database } from '@/lib/platform/database';
import { and, eq, inArray } from '@/lib/platform/database/sql';

/**
 * The ids of each holder's listed keys, or the reason why the holder's list couldn't be read. Keys that were
 * revoked from Latchkey since their list was read are left out, because Latchkey verified that they are gone.
 */
export async function readHolders(
  db: Database,
  audit: AuditRow & { finishedAt: Date },
  holders: ReadonlySet<string>,
): Promise<Map<string, KeyList>> {
  const { auditKeys, auditMembers } = schema;
  const members = await db
    .select({
      id: auditMembers.memberId,
      state: auditMembers.state,
      roster: auditMembers.roster,
      auditedAt: auditMembers.auditedAt,
    })
    .from(auditMembers)
    .where(eq(auditMembers.auditId, audit.id));
  const asked = members.filter(({ id }) => holders.has(id));
  const keys = await db
    .select({ keyId: auditKeys.keyId, holderId: auditKeys.holderId })
    .from(auditKeys)
    .where(
      and(
        eq(auditKeys.auditId, audit.id),
        eq(auditKeys.state, 'seen'),
        inArray(
          auditKeys.holderId,
          asked.map(({ id }) => id),
        ),
      ),
    );
  const ids = keys.map(({ keyId }) => keyId);
  const revoked = await readRevoked(db, { organization: { id: audit.organizationId } }, ids);
  const readAt = new Map<string, Date>(
    asked.map(({ id, auditedAt }) => [id, auditedAt ?? audit.finishedAt]),
  );
  const listed = new Map<string, Set<string>>();
  for (const { keyId, holderId } of keys) {
    const [revokedAt, listedAt] = [revoked.get(keyId), readAt.get(holderId)];
    if (revokedAt !== undefined && listedAt !== undefined && revokedAt > listedAt) continue;
    const own = listed.get(holderId) ?? new Set<string>();
    listed.set(holderId, own.add(keyId));
  }
  const seen = new Map<string, KeyList>();
  for (const { id, state, roster } of asked) {
    if (roster === 'left') {
      seen.set(id, { read: false, reason: 'the holder is no longer a member' });
    } else if (state !== 'audited') {
      seen.set(id, { read: false, reason: 'the holder couldn’t be audited (see Members)' });
    } else {
      const at = readAt.get(id) ?? audit.finishedAt;
      seen.set(id, { read: true, value: listed.get(id) ?? new Set(), at });
    }
  }
  return seen;
}
