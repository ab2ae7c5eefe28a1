import {
  memberId,
  type AccessLevel,
  type GroupId,
  type KeyId,
  type MemberId,
  type OrganizationId,
  type ProjectId,
  type RoleId,
  type ServiceTokenId,
} from '@/lib/domain/core';

export type Organization = { id: OrganizationId; name: string };

/** One user of the organization, as the roster tells it. Any text may be missing. */
export type Member = {
  id: MemberId;
  email: string | null;
  givenName: string | null;
  familyName: string | null;
  /** When the person themselves last did something in Braintrust, not their keys; `null`: not told. */
  lastActiveAt?: Date | null;
};

/**
 * When a key ends. `unknown`: the data plane did not send the field at all, which is not the same
 * as a key that never ends.
 */
export type Expiry =
  { kind: 'at'; at: Date } | { kind: 'never' } | { kind: 'unknown'; raw?: string };

/** Stands for the holder of a key where Braintrust does not say who that is. */
export const UNNAMED_HOLDER = memberId('unknown');

/** Metadata of one API key. The secret is never part of it. */
export type Key = {
  id: KeyId;
  name: string;
  preview: string;
  /** `null`: Braintrust did not say, or said what is no date or lies in the future. */
  createdAt: Date | null;
  /** What Braintrust said instead of a usable date. */
  createdRaw?: string;
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

/** Metadata of one service token. Which permissions it has of its own is not part of it. */
export type ServiceToken = {
  id: ServiceTokenId;
  name: string;
  preview: string;
  /** `null`: Braintrust did not say, or said what is no date or lies in the future. */
  createdAt: Date | null;
  /** What Braintrust said instead of a usable date. */
  createdRaw?: string;
  expiry: Expiry;
  /** Whose token it is: a holder like a member, named by groups and grants, listed by no roster. */
  serviceAccountId: MemberId | null;
  serviceAccountName: string | null;
  organizationId: OrganizationId | null;
};

/** Who may do what, as far as it could be read. */
export type Grants = { groups: readonly Group[]; roles: readonly Role[]; acls: readonly Acl[] };

/** A part of the organization that was read, or the reason why it could not be. */
export type Readable<T> = { read: true; value: T } | { read: false; reason: string };

/** Everything of the organization that access depends on; each part read, or why not. */
export type OrganizationContext = {
  groups: Readable<readonly Group[]>;
  roles: Readable<readonly Role[]>;
  acls: Readable<readonly Acl[]>;
  projects: Readable<readonly Project[]>;
  serviceTokens: Readable<readonly ServiceToken[]>;
};

/** One group or role that power comes through. */
export type PathStep = { kind: 'group' | 'role'; id: string; name: string };

/** One thing a holder may do, and the shortest way it comes to them. */
export type Power = {
  /** Braintrust's word, kept as it came, known or not. The system role Owner gives all eight. */
  permission: string;
  /** Narrowed to objects of this type; `null`: to none. */
  restrictObjectType: string | null;
  /** What it was granted on, in Braintrust's words. */
  on: { type: string; id: string };
  /** From the holder outward: groups, nearest first; then roles, granted first. Empty: granted directly. */
  path: readonly PathStep[];
};

/** What one holder can do. Holders with the same grants share one object. */
export type Reach = {
  /** `unknown` where an unread part could change it. */
  level: AccessLevel;
  /** What is certain from what was read. */
  atLeast: Exclude<AccessLevel, 'unknown'>;
  /** Distinct (permission, restriction, object), each with its shortest path; the same for any order of input. */
  powers: readonly Power[];
  /** Of these the few on the organization itself and on all of its projects: quick to ask for everybody. */
  widePowers: readonly Power[];
  /** Existing undeleted projects reached in any way; `null`: not known. */
  projectsReached: number | null;
  /** Some power on every project, future ones included; `null`: not known. */
  everyProject: boolean | null;
  /** Can write grants on the organization, so can give itself anything; `null`: not known. */
  grantsItself: boolean | null;
  /** Why parts are not known; empty: everything needed was read. */
  unread: readonly string[];
};
