import {
  memberId,
  type GroupId,
  type KeyId,
  type MemberId,
  type OrganizationId,
  type ProjectId,
  type RoleId,
} from '@/lib/core';

export type Organization = { id: OrganizationId; name: string };

/** One user of the organization, as the roster tells it. Any text may be missing. */
export type Member = {
  id: MemberId;
  email: string | null;
  givenName: string | null;
  familyName: string | null;
};

/**
 * When a key ends. `unknown`: the data plane did not send the field at all, which is not the same
 * as a key that never ends.
 */
export type Expiry = { kind: 'at'; at: Date } | { kind: 'never' } | { kind: 'unknown' };

/** Stands for the holder of a key where Braintrust does not say who that is. */
export const UNNAMED_HOLDER = memberId('unknown');

/** Metadata of one API key. The secret is never part of it. */
export type Key = {
  id: KeyId;
  name: string;
  preview: string;
  /** `null`: Braintrust did not say. */
  createdAt: Date | null;
  expiry: Expiry;
  /** Who holds it: the member under whose proven identity it was listed. */
  holderId: MemberId;
  /** `null`: not bound to one organization. */
  organizationId: OrganizationId | null;
};

export type Group = {
  id: GroupId;
  name: string;
  deleted: boolean;
  memberUsers: readonly MemberId[];
  /** This group contains all users of these groups, transitively. */
  memberGroups: readonly GroupId[];
};

export type RolePermission = { permission: string; restrictObjectType: string | null };

export type Role = {
  id: RoleId;
  name: string;
  deleted: boolean;
  /** `null`: a role of the system, the same in every organization. */
  organizationId: OrganizationId | null;
  memberPermissions: readonly RolePermission[];
  /** This role inherits all permissions of these roles, transitively. */
  memberRoles: readonly RoleId[];
};

/** One grant. Object types and permissions stay text: new ones appear. */
export type Acl = {
  id: string;
  objectType: string;
  objectId: string;
  userId: MemberId | null;
  groupId: GroupId | null;
  permission: string | null;
  roleId: RoleId | null;
  restrictObjectType: string | null;
};

export type Project = { id: ProjectId; name: string; deleted: boolean };

/** Who may do what, as far as it could be read. */
export type Grants = { groups: readonly Group[]; roles: readonly Role[]; acls: readonly Acl[] };

/** A part of the organization that was read, or the reason why it could not be. */
export type Readable<T> = { read: true; value: T } | { read: false; reason: string };
