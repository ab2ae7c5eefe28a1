import { allPermissions } from './build-access';
import { newestFirst } from './instants';
import type { AclRecord, ApiKeyRecord, OrganizationData, UserRecord } from './records';

/** Lookup maps over the organizations. */
export type Index = {
  organizationById: Map<string, OrganizationData>;
  /** Latest first. */
  keysByUser: Map<string, ApiKeyRecord[]>;
  keyById: Map<string, ApiKeyRecord>;
  userById: Map<string, UserRecord>;
  userByEmail: Map<string, UserRecord>;
  /** User ID to the IDs of the organizations whose member list has that user. */
  organizationsOfUser: Map<string, string[]>;
  /** Organization ID to its owners and the users who can read its ACLs. */
  power: Map<string, { owners: Set<string>; aclReaders: Set<string> }>;
};

/**
 * Keeps an {@link Index} of organizations that tests may change at any time.
 * It notices a list that was replaced, or whose length changed. After any other change, call `touch()`.
 */
export class Directory {
  #index: Index | undefined;
  #signature: unknown[] = [];

  constructor(readonly organizations: readonly OrganizationData[]) {}

  /** The index, rebuilt if an organization has changed. */
  get current(): Index {
    if (this.#index === undefined || this.#hasChanged()) this.#index = this.#build();
    return this.#index;
  }

  /** Call this after changing a record in place. */
  touch(): void {
    this.#index = undefined;
  }

  #hasChanged(): boolean {
    let position = 0;
    for (const organization of this.organizations) {
      for (const list of watched(organization)) {
        if (this.#signature[position] !== list) return true;
        if (this.#signature[position + 1] !== list.length) return true;
        position += 2;
      }
    }
    return false;
  }

  #build(): Index {
    this.#signature = this.organizations
      .flatMap(watched)
      .flatMap((list): unknown[] => [list, list.length]);
    const keys = this.organizations.flatMap((organization) => organization.keys);
    const users = this.organizations.flatMap((organization) => organization.members);
    return {
      organizationById: new Map(this.organizations.map((each) => [each.id, each])),
      keysByUser: groupKeys(keys),
      keyById: new Map(keys.map((key) => [key.id, key])),
      userById: new Map(users.map((user) => [user.id, user])),
      userByEmail: new Map(users.flatMap((user) => (user.email ? [[user.email, user]] : []))),
      organizationsOfUser: groupOrganizations(this.organizations),
      power: new Map(this.organizations.map((each) => [each.id, resolvePower(each)])),
    };
  }
}

function watched(organization: OrganizationData): readonly (readonly unknown[])[] {
  const { members, keys, groups, roles, acls } = organization;
  return [members, keys, groups, roles, acls];
}

function groupKeys(keys: readonly ApiKeyRecord[]): Map<string, ApiKeyRecord[]> {
  const byUser = new Map<string, ApiKeyRecord[]>();
  for (const key of keys) {
    if (key.user_id === null) continue;
    const list = byUser.get(key.user_id);
    if (list === undefined) byUser.set(key.user_id, [key]);
    else list.push(key);
  }
  for (const list of byUser.values()) list.sort(newestFirst);
  return byUser;
}

function groupOrganizations(organizations: readonly OrganizationData[]): Map<string, string[]> {
  const ofUser = new Map<string, string[]>();
  for (const { id, members } of organizations) {
    for (const member of members) ofUser.set(member.id, [...(ofUser.get(member.id) ?? []), id]);
  }
  return ofUser;
}

/** Finds owners and ACL readers. An owner holds every permission on the organization, unrestricted. */
function resolvePower(organization: OrganizationData) {
  const permissionsOf = new Map<string, Set<string>>();
  for (const acl of organization.acls) {
    if (acl.object_type !== 'organization' || acl.object_id !== organization.id) continue;
    const granted = grantedPermissions(acl, organization);
    const holders =
      acl.user_id !== null ? [acl.user_id] : usersOfGroup(acl.group_id ?? '', organization);
    for (const userId of holders) {
      const held = permissionsOf.get(userId) ?? new Set<string>();
      for (const permission of granted) held.add(permission);
      permissionsOf.set(userId, held);
    }
  }
  const owners = new Set<string>();
  const aclReaders = new Set<string>();
  for (const [userId, held] of permissionsOf) {
    if (held.has('read_acls')) aclReaders.add(userId);
    if (allPermissions.every((permission) => held.has(permission))) owners.add(userId);
  }
  return { owners, aclReaders };
}

function grantedPermissions(acl: AclRecord, { roles }: OrganizationData): string[] {
  if (acl.permission !== null) return acl.restrict_object_type === null ? [acl.permission] : [];
  const seen = new Set<string>();
  const collect = (roleId: string): string[] => {
    const role = roles.find(({ id }) => id === roleId);
    if (role?.deleted_at !== null || seen.has(roleId)) return [];
    seen.add(roleId);
    const own = role.member_permissions
      .filter(({ restrict_object_type }) => restrict_object_type === null)
      .map(({ permission }) => permission);
    return [...own, ...role.member_roles.flatMap(collect)];
  };
  return collect(acl.role_id ?? '');
}

function usersOfGroup(groupId: string, { groups }: OrganizationData): Set<string> {
  const users = new Set<string>();
  const seen = new Set<string>();
  const collect = (id: string) => {
    const group = groups.find((each) => each.id === id);
    if (group?.deleted_at !== null || seen.has(id)) return;
    seen.add(id);
    for (const userId of group.member_users) users.add(userId);
    for (const inner of group.member_groups) collect(inner);
  };
  collect(groupId);
  return users;
}
