import type { CallCounts } from '@/lib/platform/braintrust';
import {
  isInFuture,
  type AuditId,
  type KeyId,
  type MemberId,
  type MemberKind,
  type MemberState,
  type RosterState,
} from '@/lib/domain/core';
import type { Member } from '@/lib/domain/organization';
import { bulkInsert, schema, type Database, type Transaction } from '@/lib/platform/database';
import { asc, eq, sql } from '@/lib/platform/database/sql';
import { accessColumns, type ReadAccess } from './member-access';

const { auditKeys, auditMembers } = schema;

export type WorkItem = Member & {
  kind: MemberKind;
  state: MemberState;
  roster: RosterState;
  owner: boolean | null;
  position: number;
};

/** The work list of an audit, in order. */
export async function loadWorkList(db: Database, auditId: AuditId): Promise<WorkItem[]> {
  const rows = await db
    .select({
      id: auditMembers.memberId,
      email: auditMembers.email,
      givenName: auditMembers.givenName,
      familyName: auditMembers.familyName,
      kind: auditMembers.kind,
      state: auditMembers.state,
      roster: auditMembers.roster,
      owner: auditMembers.owner,
      position: auditMembers.position,
    })
    .from(auditMembers)
    .where(eq(auditMembers.auditId, auditId))
    .orderBy(asc(auditMembers.position));
  return rows;
}

export async function loadHolders(db: Database, auditId: AuditId): Promise<Map<KeyId, MemberId>> {
  const rows = await db
    .select({ keyId: auditKeys.keyId, holderId: auditKeys.holderId })
    .from(auditKeys)
    .where(eq(auditKeys.auditId, auditId));
  return new Map(rows.map((row) => [row.keyId, row.holderId]));
}

/** Appends members to the work list as pending, with their access. */
export async function addToWorkList(
  tx: Transaction,
  auditId: AuditId,
  members: readonly Member[],
  options: { from: number; roster: RosterState; access: ReadAccess },
): Promise<void> {
  const now = new Date();
  await bulkInsert(
    tx,
    auditMembers,
    members.map((member, index) => ({
      auditId,
      memberId: member.id,
      position: options.from + index,
      email: member.email,
      givenName: member.givenName,
      familyName: member.familyName,
      lastActiveAt: usableActivity(member, now),
      state: 'pending' as const,
      ...accessColumns(options.access, member.id),
      roster: options.roster,
    })),
    { onConflict: sql`do nothing` },
  );
}

/** Ignores a time in the future. */
function usableActivity({ lastActiveAt = null }: Member, now: Date): Date | null {
  return lastActiveAt === null || isInFuture(lastActiveAt, now) ? null : lastActiveAt;
}

/** Updates when members were last active. A member without a date keeps the one that is stored. */
export async function noteActivity(
  db: Transaction | Database,
  auditId: AuditId,
  members: readonly Member[],
): Promise<void> {
  const now = new Date();
  const active = members.flatMap((member) => {
    const at = usableActivity(member, now);
    return at === null ? [] : [{ id: member.id, at: at.toISOString() }];
  });
  if (active.length === 0) return;
  await db.execute(sql`
    update audit_members m set last_active_at = r.at
    from jsonb_to_recordset(${JSON.stringify(active)}::jsonb) as r(id text, at timestamptz)
    where m.audit_id = ${auditId}::uuid and m.member_id = r.id
      and m.last_active_at is distinct from r.at`);
}

/** Marks members who are no longer on the member list since the audit started. */
export async function markLeavers(
  tx: Transaction,
  auditId: AuditId,
  leavers: readonly MemberId[],
): Promise<void> {
  if (leavers.length === 0) return;
  await tx.execute(sql`
    update audit_members set roster = 'left'
    where audit_id = ${auditId}::uuid
      and member_id in (select jsonb_array_elements_text(${JSON.stringify(leavers)}::jsonb))`);
}

/** Recounts members and seen keys into the audit's row. */
export async function writeCoverage(tx: Transaction, auditId: AuditId): Promise<void> {
  await tx.execute(sql`
    update audits a set members_total = c.total, members_audited = c.audited,
      members_blocked = c.blocked, members_failed = c.failed, service_accounts = c.accounts,
      foreign_keys_left_out = c.foreign_keys, lists_ended_early = c.ended_early,
      keys_seen = (select count(*)::int from audit_keys
        where audit_id = ${auditId}::uuid and state = 'seen')
    from (
      select count(*) filter (where kind = 'person')::int as total,
        count(*) filter (where kind = 'service-account')::int as accounts,
        count(*) filter (where state = 'audited' and kind = 'person')::int as audited,
        count(*) filter (where state = 'blocked')::int as blocked,
        count(*) filter (where state = 'failed')::int as failed,
        coalesce(sum(foreign_keys), 0)::int as foreign_keys,
        case when bool_and(list_ended_early is not null or state <> 'audited')
          then count(*) filter (where list_ended_early)::int end as ended_early
      from audit_members where audit_id = ${auditId}::uuid
    ) c
    where a.id = ${auditId}::uuid`);
}

/** Adds the calls made since a restart to those made before it. */
export function addCalls(before: schema.StoredCalls, since: CallCounts): schema.StoredCalls {
  const sum: schema.StoredCalls = { ...before };
  for (const [operation, made] of Object.entries(since)) {
    const old = before[operation];
    sum[operation] = {
      calls: (old?.calls ?? 0) + made.calls,
      refused429: (old?.refused429 ?? 0) + made.refused429,
      retried: (old?.retried ?? 0) + made.retried,
      failed: (old?.failed ?? 0) + made.failed,
    };
  }
  return sum;
}
