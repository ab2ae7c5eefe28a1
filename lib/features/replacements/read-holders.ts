import type { AuditRow } from '@/lib/features/audits';
import type { Readable } from '@/lib/domain/organization';
import { schema, type Database } from '@/lib/platform/database';
import { and, eq, inArray } from '@/lib/platform/database/sql';

export type Listed = Readable<ReadonlySet<string>>;

/** The ids of each holder's listed keys, or the reason why the holder's list couldn't be read. */
export async function readHolders(
  db: Database,
  audit: AuditRow,
  holders: ReadonlySet<string>,
): Promise<Map<string, Listed>> {
  const { auditKeys, auditMembers } = schema;
  const members = await db
    .select({
      id: auditMembers.memberId,
      state: auditMembers.state,
      roster: auditMembers.roster,
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
  const listed = new Map<string, Set<string>>();
  for (const { keyId, holderId } of keys) {
    const own = listed.get(holderId) ?? new Set<string>();
    listed.set(holderId, own.add(keyId));
  }
  const seen = new Map<string, Listed>();
  for (const { id, state, roster } of asked) {
    if (roster === 'left') {
      seen.set(id, { read: false, reason: 'the holder is no longer a member' });
    } else if (state !== 'audited') {
      seen.set(id, { read: false, reason: 'the holder couldn’t be audited (see Members)' });
    } else {
      seen.set(id, { read: true, value: listed.get(id) ?? new Set() });
    }
  }
  return seen;
}
