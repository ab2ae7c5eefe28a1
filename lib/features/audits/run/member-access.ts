import {
  partsOf,
  type AccessLevel,
  type AuditId,
  type MemberId,
  type MemberKind,
} from '@/lib/domain/core';
import {
  resolveAccess,
  type Organization,
  type OrganizationContext,
  type Reach,
} from '@/lib/domain/organization';
import type { Transaction } from '@/lib/platform/database';
import { sql } from '@/lib/platform/database/sql';

/** What an audit read of the organization besides members and keys, and the access it gives a holder. */
export type ReadAccess = { context: OrganizationContext; reachOf: (holder: MemberId) => Reach };

export function accessFrom(context: OrganizationContext, organization: Organization): ReadAccess {
  return { context, reachOf: resolveAccess(context, organization.id) };
}

/** Whether this is the account of a service token. `false` if the tokens couldn't be read. */
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

export type AccessColumns = {
  kind: MemberKind;
  owner: boolean | null;
  access: AccessLevel;
  projectsReached: number | null;
  everyProject: boolean | null;
};

/** The access of a holder as columns; `null` means unknown. */
export function accessColumns({ context, reachOf }: ReadAccess, holder: MemberId): AccessColumns {
  const { level, atLeast, projectsReached, everyProject } = reachOf(holder);
  // Projects don't affect ownership: if all else was read, anyone not known to be an owner isn't one.
  const decided =
    level !== 'unknown' || (context.acls.read && context.roles.read && context.groups.read);
  const owner = atLeast === 'owner' ? true : decided ? false : null;
  const kind = isServiceAccount(context, holder) ? 'service-account' : 'person';
  return { kind, owner, access: level, projectsReached, everyProject };
}

const MEMBERS_A_STATEMENT = 1000;

/** Writes the access of every member on the work list. */
export async function writeAccess(
  tx: Transaction,
  auditId: AuditId,
  access: ReadAccess,
): Promise<void> {
  const { rows } = await tx.execute<{ member_id: MemberId }>(
    sql`select member_id from audit_members where audit_id = ${auditId}::uuid`,
  );
  for (const members of partsOf(rows, MEMBERS_A_STATEMENT)) {
    const part = members.map(({ member_id: id }) => ({
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

/** Does the same, and updates the keys that are already stored. */
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
