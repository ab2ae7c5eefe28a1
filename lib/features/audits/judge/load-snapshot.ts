import type { Key, ServiceToken } from '@/lib/domain/organization';
import type { Snapshot, SnapshotMember } from '@/lib/domain/policy';
import { schema, type Transaction } from '@/lib/platform/database';
import { and, asc, eq, gt } from '@/lib/platform/database/sql';
import type { ReadAccess } from '../run/member-access';
import { readAccess } from '../read/read-access';
import { KEY_COLUMNS, toKey } from '../run/stored-key';
import type { AuditRow } from '../read/to-wire';
import { withUsableCreation } from '../run/usable-creation';

const { auditKeys, auditMembers } = schema;

/**
 * Loads everything that the audit saw, as stored. The rules evaluate this, at the audit's end and at every
 * re-evaluation. `access`: what the audit read of the organization, if it is still in memory.
 */
export async function loadSnapshot(
  tx: Transaction,
  row: AuditRow,
  access?: ReadAccess,
): Promise<Snapshot> {
  const members = await loadMembers(tx, row);
  const keys = await loadSeenKeys(tx, row);
  const { context, reachOf } = access ?? (await readAccess(tx, row));
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

async function loadMembers(tx: Transaction, row: AuditRow): Promise<SnapshotMember[]> {
  return tx
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

/** Reading all keys at once would stop the server for as long as it takes to read their rows. */
const PAGE_KEYS = 2_000;

/** Leaves out carried keys: this audit did not see them, so they get no verdict. */
async function loadSeenKeys(tx: Transaction, row: AuditRow): Promise<Key[]> {
  const keys: Key[] = [];
  for (;;) {
    const last = keys.at(-1);
    const page = await tx
      .select(KEY_COLUMNS)
      .from(auditKeys)
      .where(
        and(
          eq(auditKeys.auditId, row.id),
          eq(auditKeys.state, 'seen'),
          last === undefined ? undefined : gt(auditKeys.keyId, last.id),
        ),
      )
      .orderBy(asc(auditKeys.keyId))
      .limit(PAGE_KEYS);
    for (const each of page) keys.push(toKey(each));
    if (page.length < PAGE_KEYS) return keys;
  }
}
