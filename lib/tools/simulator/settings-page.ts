import { domainOf } from './build-organization';
import { isoBefore } from './instants';
import { hashText, seededRandom, type Random } from './random';
import type {
  AclRecord,
  GroupRecord,
  OrganizationData,
  ProjectRecord,
  ServiceAccountRecord,
  ServiceTokenRecord,
} from './records';
import { addServiceToken } from './change-organization';

/** A grant as the settings page asks for it. Names can be used in place of IDs. */
export type PageGrant = {
  /** ID or name of a project. `null` or absent means the whole organization. */
  project?: string | null;
  permissions: readonly string[];
  restrictObjectType?: string | null;
};

/** Creates a permission group with its grants, as the settings page does. */
export function createGroup(
  organization: OrganizationData,
  given: { name: string; description?: string; grants?: readonly PageGrant[]; created?: string },
): GroupRecord {
  const group: GroupRecord = {
    id: nextRandom(organization, 'group').uuid(),
    org_id: organization.id,
    user_id: null,
    created: given.created ?? justNow(),
    name: given.name,
    description: given.description ?? null,
    deleted_at: null,
    member_users: [],
    member_groups: [],
  };
  organization.groups = [group, ...organization.groups];
  const to = { group_id: group.id };
  organization.acls = [...aclsOf(organization, given.grants ?? [], to), ...organization.acls];
  return group;
}

/** Creates a service account in the named groups. It isn't in the member list. */
export function createServiceAccount(
  organization: OrganizationData,
  given: { name: string; groups?: readonly string[] },
): ServiceAccountRecord {
  const account = {
    id: nextRandom(organization, 'account').uuid(),
    name: given.name,
    email: `${given.name}@service.${domainOf(organization.name)}`,
  };
  organization.serviceAccounts = [account, ...organization.serviceAccounts];
  for (const group of given.groups ?? []) addToGroup(organization, { group, account: account.id });
  return account;
}

/**
 * Creates a token of a service account.
 * `permissions` are set on the token itself: ACL lists show them only with the strategy `tokenAclsShown`.
 */
export function createServiceToken(
  organization: OrganizationData,
  given: {
    name: string;
    account: string;
    /** ISO 8601. `null` or absent means never expires. */
    expiresAt?: string | null;
    permissions?: readonly PageGrant[];
    created?: string;
  },
): ServiceTokenRecord {
  const account = find(organization.serviceAccounts, given.account, 'service account');
  const to = { user_id: account.id };
  organization.tokenAcls = [
    ...aclsOf(organization, given.permissions ?? [], to),
    ...organization.tokenAcls,
  ];
  return addServiceToken(organization, {
    name: given.name,
    service_account_id: account.id,
    service_account_name: account.name,
    service_account_email: account.email,
    expires_at: given.expiresAt ?? null,
    ...(given.created === undefined ? {} : { created: given.created }),
  });
}

/** Adds a member or a service account to a group. */
export function addToGroup(
  organization: OrganizationData,
  { group, account }: { group: string; account: string },
): GroupRecord {
  const found = find(organization.groups, group, 'group');
  const userId = idOfHolder(organization, account);
  const changed = { ...found, member_users: [...new Set([...found.member_users, userId])] };
  organization.groups = organization.groups.map((each) => (each === found ? changed : each));
  return changed;
}

/** Removes a member or a service account from a group. */
export function removeFromGroup(
  organization: OrganizationData,
  { group, userId }: { group: string; userId: string },
): void {
  const found = find(organization.groups, group, 'group');
  const changed = { ...found, member_users: found.member_users.filter((id) => id !== userId) };
  organization.groups = organization.groups.map((each) => (each === found ? changed : each));
}

/** Grants permissions to a group. */
export function grantToGroup(
  organization: OrganizationData,
  { group, grants }: { group: string; grants: readonly PageGrant[] },
): void {
  const { id } = find(organization.groups, group, 'group');
  organization.acls = [...aclsOf(organization, grants, { group_id: id }), ...organization.acls];
}

/** Removes one grant. */
export function revokeGrant(organization: OrganizationData, aclId: string): void {
  organization.acls = organization.acls.filter(({ id }) => id !== aclId);
}

/** Grants permissions directly to a member or a service account, without a group. */
export function grantDirectly(
  organization: OrganizationData,
  { account, grants }: { account: string; grants: readonly PageGrant[] },
): AclRecord[] {
  const made = aclsOf(organization, grants, { user_id: idOfHolder(organization, account) });
  organization.acls = [...made, ...organization.acls];
  return made;
}

/** Deletes a project. It stays in the list, with `deleted_at` set. */
export function deleteProject(organization: OrganizationData, project: string): ProjectRecord {
  const found = find(organization.projects, project, 'project');
  const deleted = { ...found, deleted_at: justNow() };
  organization.projects = organization.projects.map((each) => (each === found ? deleted : each));
  return deleted;
}

/** Deletes a service token. Its account, groups and grants stay. */
export function deleteServiceToken(
  organization: OrganizationData,
  token: string,
): ServiceTokenRecord {
  const found = find(organization.serviceTokens, token, 'service token');
  organization.serviceTokens = organization.serviceTokens.filter((each) => each !== found);
  return found;
}

function aclsOf(
  organization: OrganizationData,
  grants: readonly PageGrant[],
  to: Partial<AclRecord>,
): AclRecord[] {
  return grants.flatMap(({ project = null, permissions, restrictObjectType = null }) =>
    permissions.map((permission) => ({
      id: nextRandom(organization, 'acl').uuid(),
      object_type: project === null ? 'organization' : 'project',
      object_id:
        project === null ? organization.id : find(organization.projects, project, 'project').id,
      user_id: null,
      group_id: null,
      permission,
      restrict_object_type: restrictObjectType,
      role_id: null,
      _object_org_id: organization.id,
      created: justNow(),
      ...to,
    })),
  );
}

/** Finds a record by ID, otherwise by name. Ignores deleted records. */
function find<T extends { id: string; name: string; deleted_at?: string | null }>(
  records: readonly T[],
  wanted: string,
  kind: string,
): T {
  const alive = records.filter(({ deleted_at = null }) => deleted_at === null);
  const found = alive.find(({ id }) => id === wanted) ?? alive.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`There is no ${kind} “${wanted}”.`);
  return found;
}

/** ID of a member, given by ID or email, or of a service account, given by ID or name. */
function idOfHolder(organization: OrganizationData, wanted: string): string {
  const member = organization.members.find(({ id, email }) => id === wanted || email === wanted);
  return member?.id ?? find(organization.serviceAccounts, wanted, 'member or service account').id;
}

function justNow(): string {
  return isoBefore(new Date(), 0);
}

let made = 0;

function nextRandom({ id }: OrganizationData, kind: string): Random {
  made += 1;
  return seededRandom(hashText(`page ${kind} ${id} ${made}`));
}
