import type { AuditId, KeyId, MemberId, MemberState, RosterState } from '@/lib/core';
import type { Member } from '@/lib/organization';
import { bulkInsert, schema, type Database, type Transaction } from '@/lib/store';
import { asc, eq, sql } from '@/lib/store/sql';
import type { AuditRow } from './to-wire';

const { auditKeys, auditMembers, audits } = schema;

/** One member of an audit's work list. */
export type WorkItem = Member & {
  state: MemberState;
  roster: RosterState;
  owner: boolean | null;
  position: number;
};

/** The whole work list of an audit in its order. */
export async function loadWorkList(db: Database, auditId: AuditId): Promise<WorkItem[]> {
  const rows = await db
    .select({
      id: auditMembers.memberId,
      email: auditMembers.email,
      givenName: auditMembers.givenName,
      familyName: auditMembers.familyName,
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

/** Which member holds which key, as far as this audit has stored it. */
export async function loadHolders(db: Database, auditId: AuditId): Promise<Map<KeyId, MemberId>> {
  const rows = await db
    .select({ keyId: auditKeys.keyId, holderId: auditKeys.holderId })
    .from(auditKeys)
    .where(eq(auditKeys.auditId, auditId));
  return new Map(rows.map((row) => [row.keyId, row.holderId]));
}

/**
 * Puts members on the work list as pending, after those that stand there.
 * `owners`: `null` where owners could not be told.
 */
export async function addToWorkList(
  tx: Transaction,
  auditId: AuditId,
  members: readonly Member[],
  options: { from: number; roster: RosterState; owners: ReadonlySet<MemberId> | null },
): Promise<void> {
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
      state: 'pending' as const,
      owner: options.owners === null ? null : options.owners.has(member.id),
      roster: options.roster,
    })),
    { onConflict: sql`do nothing` },
  );
}

/**
 * Copies members and seen keys of the parent into a follow-up. Each member keeps the time at which
 * it was audited; those in `again` (all that are not audited, where it is `null`) become pending
 * and bring no keys.
 */
export async function takeOverParent(
  tx: Transaction,
  auditId: AuditId,
  parentId: AuditId,
  again: readonly MemberId[] | null,
): Promise<void> {
  const chosen =
    again === null
      ? sql`p.state <> 'audited'`
      : sql`p.member_id in (select jsonb_array_elements_text(${JSON.stringify(again)}::jsonb))`;
  await tx.execute(sql`
    insert into audit_members (audit_id, member_id, position, email, given_name, family_name,
      state, reason, via, keys, owner, roster, audited_at)
    select ${auditId}::uuid, p.member_id, p.position, p.email, p.given_name, p.family_name,
      case when ${chosen} then 'pending' else p.state end,
      case when ${chosen} then null else p.reason end,
      case when ${chosen} then null else p.via end,
      case when ${chosen} then null else p.keys end,
      p.owner, 'present',
      case when ${chosen} then null else p.audited_at end
    from audit_members p
    where p.audit_id = ${parentId}::uuid and p.roster <> 'left'`);
  await tx.execute(sql`
    insert into audit_keys (audit_id, key_id, name, preview, holder_id, holder_email,
      holder_given_name, holder_family_name, bound_organization_id, created_at, expiry_kind,
      expires_at, state, first_seen_at, last_seen_at)
    select ${auditId}::uuid, k.key_id, k.name, k.preview, k.holder_id, k.holder_email,
      k.holder_given_name, k.holder_family_name, k.bound_organization_id, k.created_at,
      k.expiry_kind, k.expires_at, k.state, k.first_seen_at, k.last_seen_at
    from audit_keys k
    join audit_members m
      on m.audit_id = ${auditId}::uuid and m.member_id = k.holder_id and m.state = 'audited'
    where k.audit_id = ${parentId}::uuid and k.state = 'seen'`);
}

/** Marks members as having left the roster while the audit ran. */
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

/** Counts of the work list, written into the audit's row. */
export async function writeCoverage(tx: Transaction, auditId: AuditId): Promise<void> {
  await tx.execute(sql`
    update audits a set members_total = c.total, members_audited = c.audited,
      members_blocked = c.blocked, members_failed = c.failed
    from (
      select count(*)::int as total,
        count(*) filter (where state = 'audited')::int as audited,
        count(*) filter (where state = 'blocked')::int as blocked,
        count(*) filter (where state = 'failed')::int as failed
      from audit_members where audit_id = ${auditId}::uuid
    ) c
    where a.id = ${auditId}::uuid`);
}

/** The audit's row. `null`: its organization's data was deleted meanwhile. */
export async function loadAudit(
  db: Database | Transaction,
  auditId: AuditId,
): Promise<AuditRow | null> {
  const [row] = await db.select().from(audits).where(eq(audits.id, auditId)).limit(1);
  return row ?? null;
}
