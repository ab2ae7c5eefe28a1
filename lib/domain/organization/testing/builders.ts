import {
  groupId,
  memberId,
  organizationId,
  projectId,
  roleId,
  type OrganizationId,
} from '@/lib/domain/core';
import type { Acl, Group, OrganizationContext, Project, Role } from '../types';

export const ORG: OrganizationId = organizationId('org-1');

/** The eight permissions, written out again so that tests don't depend on the code's list. */
export const EIGHT = [
  'create',
  'read',
  'update',
  'delete',
  'create_acls',
  'read_acls',
  'update_acls',
  'delete_acls',
];

/** A role of the organization, named like its id. By default it gives nothing. */
export function role(id: string, fields: Partial<Role> = {}): Role {
  return {
    id: roleId(id),
    name: id,
    deleted: false,
    organizationId: ORG,
    memberPermissions: [],
    memberRoles: [],
    ...fields,
  };
}

/** The system role Owner. */
export const OWNER: Role = role('owner', { name: 'Owner', organizationId: null });

/** A group, named like its id, with these users and the users of these groups. */
export function group(
  id: string,
  users: readonly string[],
  groups: readonly string[] = [],
  deleted = false,
): Group {
  return {
    id: groupId(id),
    name: id,
    deleted,
    memberUsers: users.map(memberId),
    memberGroups: groups.map(groupId),
  };
}

let serial = 0;

/** An access rule on the organization. By default it gives nothing to no one. */
export function acl(fields: Partial<Acl>): Acl {
  serial += 1;
  return {
    id: `acl-${serial}`,
    objectType: 'organization',
    objectId: ORG,
    userId: null,
    groupId: null,
    permission: null,
    roleId: null,
    restrictObjectType: null,
    ...fields,
  };
}

/** A project, named like its id. */
export function project(id: string, deleted = false): Project {
  return { id: projectId(id), name: id, deleted };
}

export function unrestricted(names: readonly string[]): Role['memberPermissions'] {
  return names.map((permission) => ({ permission, restrictObjectType: null }));
}

/** The fields of an access rule that name its user or group. */
export const toUser = (id: string) => ({ userId: memberId(id) });
export const toGroup = (id: string) => ({ groupId: groupId(id) });
/** The fields of an access rule that name its object. */
export const onProject = (id: string) => ({ objectType: 'project', objectId: id });
export const ON_EVERY_PROJECT = { objectType: 'org_project', objectId: ORG };
/** One access rule per permission. */
export const permissions = (names: readonly string[], fields: Partial<Acl>): Acl[] =>
  names.map((permission) => acl({ permission, ...fields }));

export type Parts = {
  groups: readonly Group[];
  roles: readonly Role[];
  acls: readonly Acl[];
  projects: readonly Project[];
};

/** A context in which everything was read except the named parts. */
export function context(
  parts: Partial<Parts>,
  unread: readonly (keyof OrganizationContext)[] = [],
): OrganizationContext {
  const part = <T>(name: keyof OrganizationContext, value: readonly T[]) =>
    unread.includes(name)
      ? ({ read: false, reason: `${name} were refused (403).` } as const)
      : ({ read: true, value } as const);
  return {
    groups: part('groups', parts.groups ?? []),
    roles: part('roles', parts.roles ?? [OWNER]),
    acls: part('acls', parts.acls ?? []),
    projects: part('projects', parts.projects ?? []),
    serviceTokens: part('serviceTokens', []),
  };
}
