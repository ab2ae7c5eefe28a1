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

/** One user of the organization, as the member list reports them. Any text may be missing. */
export type Member = {
  id: MemberId;
  email: string | null;
  givenName: string | null;
  familyName: string | null;
  /** When the person last did something in Braintrust, not when their keys did. `null`: not reported. */
  lastActiveAt?: Date | null;
};

/**
 * When a key expires. `unknown`: the data plane sent no usable expiration date. That isn't the same as a key
 * that never expires.
 */
export type Expiry =
  { kind: 'at'; at: Date } | { kind: 'never' } | { kind: 'unknown'; raw?: string };

/** The holder id of a key for which Braintrust doesn't report a holder. */
export const UNNAMED_HOLDER = memberId('unknown');

/** Metadata of one API key, never its secret. */
export type Key = {
  id: KeyId;
  name: string;
  preview: string;
  /** `null`: Braintrust sent no date, an unusable one, or one in the future. */
  createdAt: Date | null;
  /** The value that Braintrust sent instead of a usable date. */
  createdRaw?: string;
  expiry: Expiry;
  /** The member under whose proven identity the key was listed. */
  holderId: MemberId;
  /** `null`: the key isn't bound to an organization. */
  organizationId: OrganizationId | null;
};

export type Group = {
  id: GroupId;
  name: string;
  deleted: boolean;
  memberUsers: readonly MemberId[];
  /** The group contains all users of these groups, transitively. */
  memberGroups: readonly GroupId[];
};

export type RolePermission = { permission: string; restrictObjectType: string | null };

export type Role = {
  id: RoleId;
  name: string;
  deleted: boolean;
  /** `null`: a system role, the same in every organization. */
  organizationId: OrganizationId | null;
  memberPermissions: readonly RolePermission[];
  /** The role inherits all permissions of these roles, transitively. */
  memberRoles: readonly RoleId[];
};

/** One grant. Object types and permissions are plain strings, because Braintrust adds new ones. */
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

/** Metadata of one service token. It doesn't include permissions set on the token itself. */
export type ServiceToken = {
  id: ServiceTokenId;
  name: string;
  preview: string;
  /** `null`: Braintrust sent no date, an unusable one, or one in the future. */
  createdAt: Date | null;
  /** The value that Braintrust sent instead of a usable date. */
  createdRaw?: string;
  expiry: Expiry;
  /** The holder of the token. Groups and grants can name it, but member lists may not contain it. */
  serviceAccountId: MemberId | null;
  serviceAccountName: string | null;
  organizationId: OrganizationId | null;
};

export type Grants = { groups: readonly Group[]; roles: readonly Role[]; acls: readonly Acl[] };

/** A value that was read, or the reason why it couldn't be. */
export type Readable<T> = { read: true; value: T } | { read: false; reason: string };

/** Every part of the organization that access depends on. */
export type OrganizationContext = {
  groups: Readable<readonly Group[]>;
  roles: Readable<readonly Role[]>;
  acls: Readable<readonly Acl[]>;
  projects: Readable<readonly Project[]>;
  serviceTokens: Readable<readonly ServiceToken[]>;
};

export type PathStep = { kind: 'group' | 'role'; id: string; name: string };

/** One thing that a holder may do, and the shortest path by which they get it. */
export type Power = {
  /** Braintrust's word, unchanged, even if it is unknown to us. */
  permission: string;
  /** Restricted to objects of this type. `null`: unrestricted. */
  restrictObjectType: string | null;
  /** The granted object, in Braintrust's words. */
  on: { type: string; id: string };
  /** Groups, nearest to the holder first, then roles, granted role first. Empty: granted directly. */
  path: readonly PathStep[];
};

/** What one holder can do. Holders with the same grants share one object. */
export type Reach = {
  /** `unknown`: an unread part could change it. */
  level: AccessLevel;
  /** The level that is certain from what was read. */
  atLeast: Exclude<AccessLevel, 'unknown'>;
  /**
   * Each distinct (permission, restriction, object) with its shortest path. Doesn't depend on the order of
   * the input. Listed when read, so it can be slow.
   */
  powers: readonly Power[];
  /** The few `powers` on the organization itself and on all of its projects. Fast to read. */
  widePowers: readonly Power[];
  /** The number of existing projects with any access. `null`: unknown. */
  projectsReached: number | null;
  /** Whether the holder has some access to every project, future ones included. `null`: unknown. */
  everyProject: boolean | null;
  /** Whether the holder can manage access to the organization, and so get any access. `null`: unknown. */
  grantsItself: boolean | null;
  /** Why parts are unknown. Empty: everything needed was read. */
  unread: readonly string[];
};
