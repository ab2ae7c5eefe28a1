import type { AuditId, MemberId } from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';
import { bulkInsert, schema, type Transaction } from '@/lib/platform/database';
import { sql } from '@/lib/platform/database/sql';
import type { MemberResult } from './member-result';
import { dateColumns } from './stored-key';
import { withUsableCreation } from './usable-creation';
import type { AuditSignal } from './watch-audit';
import { writeCoverage, type WorkItem } from './work-list';

/** Results of members, written in one transaction. */
export type Batch = {
  results: readonly MemberResult[];
  /** Members whose stored result proved doubtful: they become blocked and their keys are removed. */
  retracted: readonly MemberId[];
};

/**
 * Writes the results of members that are still pending: state, keys, counts. A member whose result is stored
 * already keeps it, so a batch may be written twice.
 * *Shape*: the audit's current signal. For `gone` (ended or deleted) nothing is written.
 */
export async function writeResults(
  tx: Transaction,
  input: {
    auditId: AuditId;
    now: () => Date;
    calls: () => schema.StoredCalls;
    shortPagesContinue: () => boolean;
  },
  batch: Batch,
): Promise<AuditSignal> {
  const { auditId } = input;
  const progress = { calls: input.calls(), shortPagesContinue: input.shortPagesContinue() };
  const row = await writeBatch(tx, auditId, batch.results, progress, input.now());
  if (row === undefined) return 'gone';
  if (batch.retracted.length > 0) await retract(tx, auditId, batch.retracted);
  return row.cancel ? 'cancelled' : 'go-on';
}

/**
 * Uses a single statement, because a round trip to the database's thread costs more than a small statement.
 * *Shape*: `undefined` when the audit has ended.
 */
async function writeBatch(
  tx: Transaction,
  auditId: AuditId,
  results: readonly MemberResult[],
  { calls, shortPagesContinue }: { calls: schema.StoredCalls; shortPagesContinue: boolean },
  now: Date,
): Promise<{ cancel: boolean } | undefined> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const keys = results.flatMap((result) => (result.state === 'audited' ? result.keys : []));
  // The ids are repeated as an array so that the planner uses the index instead of scanning.
  const ids = sql.param(results.map((result) => result.memberId));
  const { rows } = await tx.execute<{ cancel: boolean }>(sql`
    with running as (
      select id from audits where id = ${auditId}::uuid and finished_at is null for update
    ), stored as (
      update audit_members m set state = case
          when m.kind = 'service-account' and r.state <> 'audited' then 'exempt' else r.state end,
        reason = r.reason, via = r.via, keys = r.keys,
        foreign_keys = r.foreign_keys, list_ended_early = r.ended_early, asked_at = ${at},
        audited_at = case when r.state = 'audited' then ${at} end
      from jsonb_to_recordset(${JSON.stringify(results.map(toMemberRow))}::jsonb)
        as r(member_id text, state text, reason text, via text, keys int, foreign_keys int,
          ended_early boolean)
      where m.audit_id = ${auditId}::uuid and m.member_id = any(${ids}::text[])
        and m.member_id = r.member_id and m.state = 'pending' and exists (select from running)
      returning m.member_id, m.kind, m.state, m.keys, m.foreign_keys, m.email, m.given_name, m.family_name,
        m.access, m.projects_reached
    ), seen as (
      insert into audit_keys (audit_id, key_id, name, preview, holder_id, holder_email,
        holder_given_name, holder_family_name, bound_organization_id, created_at, created_raw,
        expiry_kind, expires_at, expires_raw, state, first_seen_at, last_seen_at, access, projects_reached)
      select ${auditId}::uuid, k.id, k.name, k.preview, s.member_id, s.email,
        s.given_name, s.family_name, k.bound, k."createdAt", k."createdRaw",
        k."expiryKind", k."expiresAt", k."expiresRaw", 'seen', ${at}, ${at}, s.access, s.projects_reached
      from jsonb_to_recordset(${JSON.stringify(keys.map((key) => toKeyRow(key, now)))}::jsonb)
        as k(id text, name text, preview text, holder text, bound text, "createdAt" timestamptz,
          "createdRaw" text, "expiryKind" text, "expiresAt" timestamptz, "expiresRaw" text)
      join stored s on s.member_id = k.holder
      on conflict do nothing
    )
    update audits a set calls = ${JSON.stringify(calls)}::jsonb,
      short_pages_continue = a.short_pages_continue or ${shortPagesContinue}::boolean,
      members_audited = a.members_audited + c.audited,
      members_blocked = a.members_blocked + c.blocked,
      members_failed = a.members_failed + c.failed,
      keys_seen = a.keys_seen + c.keys,
      foreign_keys_left_out = a.foreign_keys_left_out + c.foreign_keys
    from (
      select count(*) filter (where state = 'audited' and kind = 'person')::int as audited,
        count(*) filter (where state = 'blocked')::int as blocked,
        count(*) filter (where state = 'failed')::int as failed,
        coalesce(sum(keys), 0)::int as keys,
        coalesce(sum(foreign_keys), 0)::int as foreign_keys
      from stored
    ) c
    where a.id = (select id from running)
    returning a.cancel_requested_at is not null as cancel`);
  return rows[0];
}

function toMemberRow(result: MemberResult): object {
  const audited = result.state === 'audited';
  return {
    member_id: result.memberId,
    state: result.state,
    reason: audited ? null : result.reason,
    via: result.via,
    keys: audited ? result.keys.length : null,
    foreign_keys: audited ? result.foreignKeys : 0,
    ended_early: audited ? result.endedEarly : null,
  };
}

function toKeyRow(key: Key, now: Date): object {
  return {
    id: key.id,
    name: key.name,
    preview: key.preview,
    holder: key.holderId,
    bound: key.organizationId,
    ...dateColumns(withUsableCreation(key, now)),
  };
}

async function retract(
  tx: Transaction,
  auditId: AuditId,
  members: readonly MemberId[],
): Promise<void> {
  const these = sql`(select jsonb_array_elements_text(${JSON.stringify(members)}::jsonb))`;
  await tx.execute(sql`
    update audit_members set state = case kind when 'person' then 'blocked' else 'exempt' end,
      reason = 'identity-mismatch', keys = null,
      foreign_keys = 0, list_ended_early = null, audited_at = null
    where audit_id = ${auditId}::uuid and state = 'audited' and member_id in ${these}`);
  await tx.execute(
    sql`delete from audit_keys where audit_id = ${auditId}::uuid and holder_id in ${these}`,
  );
  await writeCoverage(tx, auditId);
}

/** Stores keys as seen now. A key that is already stored stays as it is. */
export async function writeKeys(
  tx: Transaction,
  auditId: AuditId,
  members: ReadonlyMap<MemberId, WorkItem>,
  keys: readonly Key[],
  at: Date,
): Promise<void> {
  const rows = keys.map((key) => {
    const holder = members.get(key.holderId);
    return {
      auditId,
      keyId: key.id,
      name: key.name,
      preview: key.preview,
      holderId: key.holderId,
      holderEmail: holder?.email ?? null,
      holderGivenName: holder?.givenName ?? null,
      holderFamilyName: holder?.familyName ?? null,
      boundOrganizationId: key.organizationId,
      ...dateColumns(withUsableCreation(key, at)),
      state: 'seen' as const,
      firstSeenAt: at,
      lastSeenAt: at,
    };
  });
  await bulkInsert(tx, schema.auditKeys, rows, { onConflict: sql`do nothing` });
}
