import type { Key, ServiceToken } from '@/lib/domain/organization';
import type { Snapshot, SnapshotMember } from '@/lib/domain/policy';
import { schema, type Database, type Transaction } from '@/lib/platform/database';
import { asc, eq } from '@/lib/platform/database/sql';
import type { ReadAccess } from '../run/member-access';
import { readAccess } from '../read/read-access';
import { readObservedKeys, toKey } from '../run/stored-key';
import type { AuditRow } from '../read/to-wire';
import { withUsableCreation } from '../run/usable-creation';

const { auditMembers } = schema;

/**
 * Loads everything that the audit saw, as stored. The rules evaluate this, at the audit's end and at every
 * re-evaluation. `access`: what the audit read of the organization, if it is still in memory.
 */
export async function loadSnapshot(
  db: Database | Transaction,
  row: AuditRow,
  access?: ReadAccess,
): Promise<Snapshot> {
  const members = await loadMembers(db, row);
  const keys = await loadSeenKeys(db, row);
  const { context, reachOf } = access ?? (await readAccess(db, row));
  const { projects, serviceTokens } = context;
  const accounts = serviceTokens.read
    ? serviceTokens.value.flatMap((token) => token.serviceAccountId ?? [])
    : [];
  const holders = [...members.map((member) => member.id), ...accounts];
  const usable = (token: ServiceToken) =>
    withUsableCreation(token, row.finishedAt ?? row.createdAt);
  return {
    organization: { id: row.organizationId, name: row.organizationName },
    members,
    keys,
    organizationWideList: row.organizationWideList,
    reaches: new Map(holders.map((holder) => [holder, reachOf(holder)])),
    serviceTokens: serviceTokens.read
      ? { ...serviceTokens, value: serviceTokens.value.map(usable) }
      : serviceTokens,
    projects,
    caller: row.callerKind,
  };
}

async function loadMembers(db: Database | Transaction, row: AuditRow): Promise<SnapshotMember[]> {
  return db
    .select({
      id: auditMembers.memberId,
      email: auditMembers.email,
      givenName: auditMembers.givenName,
      familyName: auditMembers.familyName,
      state: auditMembers.state,
      reason: auditMembers.reason,
      roster: auditMembers.roster,
      owner: auditMembers.owner,
    })
    .from(auditMembers)
    .where(eq(auditMembers.auditId, row.id))
    .orderBy(asc(auditMembers.position));
}

/** Leaves out carried keys: this audit did not see them, so they get no verdict. */
async function loadSeenKeys(db: Database | Transaction, row: AuditRow): Promise<Key[]> {
  const keys: Key[] = [];
  for await (const page of readObservedKeys(db, row.id, ['seen'])) {
    for (const each of page) keys.push(toKey(each));
  }
  return keys;
}
