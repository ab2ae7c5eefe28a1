import type { AccessLevel, AuditId, MemberId, MemberKind } from '@/lib/domain/core';
import {
  resolveAccess,
  type Organization,
  type OrganizationContext,
  type Reach,
} from '@/lib/domain/organization';
import type { Transaction } from '@/lib/platform/database';
import { sql } from '@/lib/platform/database/sql';

/** What an audit read of the organization beside members and keys, and what follows for any holder. */
export type ReadAccess = { context: OrganizationContext; reachOf: (holder: MemberId) => Reach };

/** The same, resolved when it is asked for. */
export function accessFrom(context: OrganizationContext, organization: Organization): ReadAccess {
  return { context, reachOf: resolveAccess(context, organization.id) };
}

/** Whether service tokens, as far as they could be read, are of this account. */
export function isServiceAccount(
  { serviceTokens }: OrganizationContext,
  id: MemberId | null,
): boolean {
  return (
    id !== null &&
    serviceTokens.read &&
    serviceTokens.value.some(({ serviceAccountId }) => serviceAccountId === id)
  );
}

/** What a row of a member says of their access. */
export type AccessColumns = {
  kind: MemberKind;
  owner: boolean | null;
  access: AccessLevel;
  projectsReached: number | null;
  everyProject: boolean | null;
};

/** The access of a holder as columns. `null` is not known. */
export function accessColumns({ context, reachOf }: ReadAccess, holder: MemberId): AccessColumns {
  const { level, atLeast, projectsReached, everyProject } = reachOf(holder);
  // Projects say nothing of ownership: with all else read, who is not certain to be an owner is none.
  const decided =
    level !== 'unknown' || (context.acls.read && context.roles.read && context.groups.read);
  const owner = atLeast === 'owner' ? true : decided ? false : null;
  const kind = isServiceAccount(context, holder) ? 'service-account' : 'person';
  return { kind, owner, access: level, projectsReached, everyProject };
}

/** Members written by one statement. */
const MEMBERS_A_STATEMENT = 1000;

/** Says of every member on the work list what they can reach: where others put them on it. */
export async function writeAccess(
  tx: Transaction,
  auditId: AuditId,
  access: ReadAccess,
): Promise<void> {
  const { rows } = await tx.execute<{ member_id: MemberId }>(
    sql`select member_id from audit_members where audit_id = ${auditId}::uuid`,
  );
  for (let start = 0; start < rows.length; start += MEMBERS_A_STATEMENT) {
    const part = rows.slice(start, start + MEMBERS_A_STATEMENT).map(({ member_id: id }) => ({
      id,
      ...accessColumns(access, id),
    }));
    await tx.execute(sql`
      update audit_members m set kind = r.kind, state = case
          when r.kind = 'service-account' and m.state in ('blocked', 'failed') then 'exempt'
          when r.kind = 'person' and m.state = 'exempt' then 'blocked' else m.state end,
        owner = r.owner, access = r.access,
        projects_reached = r."projectsReached", every_project = r."everyProject"
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r(id text, kind text, owner boolean,
        access text, "projectsReached" int, "everyProject" boolean)
      where m.audit_id = ${auditId}::uuid and m.member_id = r.id`);
  }
}

/** The same where keys are stored already. */
export async function writeAccessAnew(
  tx: Transaction,
  auditId: AuditId,
  access: ReadAccess,
): Promise<void> {
  await writeAccess(tx, auditId, access);
  await tx.execute(sql`
    update audit_keys k set access = m.access, projects_reached = m.projects_reached
    from audit_members m
    where k.audit_id = ${auditId}::uuid and m.audit_id = k.audit_id and m.member_id = k.holder_id
      and (k.access, k.projects_reached) is distinct from (m.access, m.projects_reached)`);
}
