import type { AuditId, MemberId } from '@/lib/core';
import type { Key } from '@/lib/organization';
import { bulkInsert, schema, type Transaction } from '@/lib/store';
import { sql } from '@/lib/store/sql';
import type { MemberResult } from './member-result';
import type { AuditSignal } from './watch-audit';
import { writeCoverage, type WorkItem } from './work-list';

/** Results of members that are written together. */
export type Batch = {
  results: readonly MemberResult[];
  /** Members whose stored result turned out to be doubtful: blocked, their keys taken back. */
  retracted: readonly MemberId[];
};

/**
 * Writes the results of members that are still pending: state, keys, counts. One whose result is
 * stored already keeps it, so that a batch may be written twice.
 * *Shape*: what the store says of the audit; `gone` where it has ended or was deleted: then nothing
 * is written.
 */
export async function writeResults(
  tx: Transaction,
  input: {
    auditId: AuditId;
    members: ReadonlyMap<MemberId, WorkItem>;
    now: () => Date;
    calls: () => schema.StoredCalls;
  },
  batch: Batch,
): Promise<AuditSignal> {
  const { auditId, members } = input;
  const at = input.now();
  const { rows } = await tx.execute<{ cancel: boolean }>(sql`
    update audits set calls = ${JSON.stringify(input.calls())}::jsonb
    where id = ${auditId}::uuid and finished_at is null
    returning cancel_requested_at is not null as cancel`);
  const [row] = rows;
  if (row === undefined) return 'gone';
  if (batch.results.length > 0) {
    const stored = await writeMembers(tx, auditId, batch.results, at);
    const keys = batch.results.flatMap((result) =>
      result.state === 'audited' && stored.has(result.memberId) ? result.keys : [],
    );
    await writeKeys(tx, auditId, members, keys, at);
  }
  if (batch.retracted.length > 0) await retract(tx, auditId, batch.retracted);
  return row.cancel ? 'cancelled' : 'go-on';
}

/** *Shape*: the members that were pending and have their result now. */
async function writeMembers(
  tx: Transaction,
  auditId: AuditId,
  results: readonly MemberResult[],
  at: Date,
): Promise<ReadonlySet<string>> {
  const rows = results.map((result) => ({
    member_id: result.memberId,
    state: result.state,
    reason: result.state === 'audited' ? null : result.reason,
    via: result.via,
    keys: result.state === 'audited' ? result.keys.length : null,
    foreign_keys: result.state === 'audited' ? result.foreignKeys : 0,
  }));
  const stored = await tx.execute<{ member_id: string }>(sql`
    with stored as (
      update audit_members m set state = r.state, reason = r.reason, via = r.via, keys = r.keys,
        foreign_keys = r.foreign_keys, asked_at = ${at.toISOString()}::timestamptz,
        audited_at = case when r.state = 'audited' then ${at.toISOString()}::timestamptz end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(member_id text, state text, reason text, via text, keys int, foreign_keys int)
      where m.audit_id = ${auditId}::uuid and m.member_id = r.member_id and m.state = 'pending'
      returning m.member_id, m.state, m.keys, r.foreign_keys
    ), counted as (
      update audits a set members_audited = a.members_audited + c.audited,
        members_blocked = a.members_blocked + c.blocked,
        members_failed = a.members_failed + c.failed,
        keys_seen = a.keys_seen + c.keys,
        foreign_keys_left_out = a.foreign_keys_left_out + c.foreign_keys
      from (
        select count(*) filter (where state = 'audited')::int as audited,
          count(*) filter (where state = 'blocked')::int as blocked,
          count(*) filter (where state = 'failed')::int as failed,
          coalesce(sum(keys), 0)::int as keys,
          coalesce(sum(foreign_keys), 0)::int as foreign_keys
        from stored
      ) c
      where a.id = ${auditId}::uuid
    )
    select member_id from stored`);
  return new Set(stored.rows.map((row) => row.member_id));
}

async function retract(
  tx: Transaction,
  auditId: AuditId,
  members: readonly MemberId[],
): Promise<void> {
  const these = sql`(select jsonb_array_elements_text(${JSON.stringify(members)}::jsonb))`;
  await tx.execute(sql`
    update audit_members set state = 'blocked', reason = 'identity-mismatch', keys = null,
      foreign_keys = 0, audited_at = null
    where audit_id = ${auditId}::uuid and state = 'audited' and member_id in ${these}`);
  await tx.execute(
    sql`delete from audit_keys where audit_id = ${auditId}::uuid and holder_id in ${these}`,
  );
  await writeCoverage(tx, auditId);
}

/** Stores keys as seen now. A key that is stored already stays as it is. */
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
      createdAt: key.createdAt,
      expiryKind: key.expiry.kind,
      expiresAt: key.expiry.kind === 'at' ? key.expiry.at : null,
      state: 'seen' as const,
      firstSeenAt: at,
      lastSeenAt: at,
    };
  });
  await bulkInsert(tx, schema.auditKeys, rows, { onConflict: sql`do nothing` });
}
