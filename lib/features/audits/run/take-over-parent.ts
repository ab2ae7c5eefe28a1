import type { AuditId, MemberId } from '@/lib/domain/core';
import type { Transaction } from '@/lib/platform/database';
import { sql } from '@/lib/platform/database/sql';
import { KEY_LIST_DOUBTS } from './key-lists';
import { writeAccess, type ReadAccess } from './member-access';

const DOUBTS = sql.param(Object.keys(KEY_LIST_DOUBTS));

/**
 * Copies members and seen keys of the parent audit into a follow-up. Each member keeps the time at which they
 * were audited. Members in `again` (if `null`, all that are not audited) become pending and bring no keys.
 * Keys whose holder isn't a member, which only an org-wide list shows, stay as the parent saw them. Access is
 * computed again. A list that the parent could not confirm stays unconfirmed.
 */
export async function takeOverParent(
  tx: Transaction,
  auditId: AuditId,
  parentId: AuditId,
  again: readonly MemberId[] | null,
  access: ReadAccess,
): Promise<void> {
  const chosen =
    again === null
      ? sql`p.state not in ('audited', 'exempt')`
      : sql`p.member_id in (select jsonb_array_elements_text(${JSON.stringify(again)}::jsonb))`;
  await tx.execute(sql`
    insert into audit_members (audit_id, member_id, position, email, given_name, family_name,
      state, reason, via, keys, foreign_keys, list_ended_early, roster, last_active_at,
      audited_at)
    select ${auditId}::uuid, p.member_id, p.position, p.email, p.given_name, p.family_name,
      case when ${chosen} then 'pending' else p.state end,
      case when ${chosen} then null else p.reason end,
      case when ${chosen} then null else p.via end,
      case when ${chosen} then null else p.keys end,
      case when ${chosen} then 0 else p.foreign_keys end,
      case when ${chosen} then null else p.list_ended_early end,
      'present', p.last_active_at,
      case when ${chosen} then null else p.audited_at end
    from audit_members p
    where p.audit_id = ${parentId}::uuid and p.roster <> 'left'`);
  await writeAccess(tx, auditId, access);
  await tx.execute(sql`
    insert into audit_keys (audit_id, key_id, name, preview, holder_id, holder_email,
      holder_given_name, holder_family_name, bound_organization_id, created_at, created_raw,
      expiry_kind, expires_at, expires_raw, state, first_seen_at, last_seen_at, access, projects_reached)
    select ${auditId}::uuid, k.key_id, k.name, k.preview, k.holder_id, k.holder_email,
      k.holder_given_name, k.holder_family_name, k.bound_organization_id, k.created_at,
      k.created_raw, k.expiry_kind, k.expires_at, k.expires_raw, k.state, k.first_seen_at, k.last_seen_at,
      coalesce(m.access, 'unknown'), m.projects_reached
    from audit_keys k
    left join audit_members m on m.audit_id = ${auditId}::uuid and m.member_id = k.holder_id
    where k.audit_id = ${parentId}::uuid and k.state = 'seen' and (m.state = 'audited'
      or not exists (select from audit_members p
        where p.audit_id = ${parentId}::uuid and p.member_id = k.holder_id))`);
  await tx.execute(sql`
    update audits a set organization_wide_list = p.organization_wide_list,
      confirmed = p.confirmed or not t.doubted, key_lists = case when t.doubted then p.key_lists end
    from audits p, lateral (select exists (
      select from audit_members m
      where m.audit_id = ${auditId}::uuid and m.state = 'audited'
        and (m.via = 'organization' or p.key_lists = any(${DOUBTS}::text[])) and not p.confirmed
    ) as doubted) t
    where a.id = ${auditId}::uuid and p.id = ${parentId}::uuid`);
}
