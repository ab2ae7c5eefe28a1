import {
  DAY_MS,
  groupId,
  keyId,
  memberId,
  organizationId,
  projectId,
  roleId,
  serviceTokenId,
} from '@/lib/domain/core';
import {
  resolveAccess,
  type Acl,
  type Key,
  type OrganizationContext,
  type ServiceToken,
} from '@/lib/domain/organization';
import type { Snapshot, SnapshotMember } from '../types';

/** The instant at which the audits of these tests finished. */
export const NOW = new Date('2026-11-20T12:00:00.000Z');
/** Judged on the day the audit finished. */
export const AT = { now: NOW, today: NOW };
export const ORGANIZATION = { id: organizationId('org-acme'), name: 'Acme' };

/** The instant so many days before the audit; negative: after it. */
export const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);

/** An audited member with an e-mail of her own, no owner. */
export function member(id: string, fields: Partial<SnapshotMember> = {}): SnapshotMember {
  return {
    id: memberId(id),
    email: `${id}@acme.example`,
    givenName: null,
    familyName: null,
    state: 'audited',
    reason: null,
    roster: 'present',
    owner: false,
    ...fields,
  };
}

/** A key that no rule minds, held by "anna": ten days old, ends in 80 days, with a telling name. */
export function key(id: string, fields: Partial<Key> = {}): Key {
  return {
    id: keyId(id),
    name: 'quarterly report of pricing',
    preview: 'sk-…abcd',
    createdAt: daysAgo(10),
    expiry: { kind: 'at', at: daysAgo(-80) },
    holderId: memberId('anna'),
    organizationId: ORGANIZATION.id,
    ...fields,
  };
}

/** A service token that no rule minds: ten days old, ends in 80 days, of an account of its own. */
export function serviceToken(id: string, fields: Partial<ServiceToken> = {}): ServiceToken {
  return {
    id: serviceTokenId(id),
    name: 'pricing exports',
    preview: 'bt-st-…abcd',
    createdAt: daysAgo(10),
    expiry: { kind: 'at', at: daysAgo(-80) },
    serviceAccountId: memberId('account-1'),
    serviceAccountName: 'exports',
    organizationId: ORGANIZATION.id,
    ...fields,
  };
}

/** The list of service tokens as an audit read it. */
export const tokens = (...list: ServiceToken[]): Snapshot['serviceTokens'] => ({
  read: true,
  value: list,
});
/** A part of the organization that could not be read. */
export const REFUSED = { read: false, reason: 'Braintrust answered 403.' } as const;

/** A permission for a user, or for the group "leads" where the user is so called. */
export function grant(
  user: string,
  permission: string,
  objectType = 'organization',
  objectId: string = ORGANIZATION.id,
  restrictObjectType: string | null = null,
): Acl {
  const roleName = permission.startsWith('role:') ? permission.slice('role:'.length) : null;
  return {
    id: `${user}-${permission}-${objectId}`,
    objectType,
    objectId,
    userId: user === 'leads' ? null : memberId(user),
    groupId: user === 'leads' ? groupId('leads') : null,
    permission: roleName === null ? permission : null,
    roleId: roleName === null ? null : roleId(roleName),
    restrictObjectType,
  };
}

/** What everybody of these tests can do, resolved from these grants. `cora` is one of the leads. */
export function reaches(
  acls: readonly Acl[],
  unread: Partial<OrganizationContext> = {},
): Snapshot['reaches'] {
  const leads = {
    id: groupId('leads'),
    name: 'Platform leads',
    deleted: false,
    memberUsers: [memberId('cora')],
    memberGroups: [],
  };
  const owner = {
    id: roleId('owner'),
    name: 'Owner',
    deleted: false,
    organizationId: null,
    memberPermissions: [],
    memberRoles: [],
  };
  const reachOf = resolveAccess(
    {
      groups: { read: true, value: [leads] },
      roles: { read: true, value: [owner] },
      acls: { read: true, value: acls },
      projects: {
        read: true,
        value: ['pricing', 'chat'].map((id) => ({ id: projectId(id), name: id, deleted: false })),
      },
      serviceTokens: { read: true, value: [] },
      ...unread,
    },
    ORGANIZATION.id,
  );
  const holders = ['anna', 'bob', 'cora', 'account-1', 'account-2'].map(memberId);
  return new Map(holders.map((holder) => [holder, reachOf(holder)]));
}

/** A snapshot in which nothing is wrong: anna and bob, one key, listed by impersonation. */
export function snapshot(fields: Partial<Snapshot> = {}): Snapshot {
  return {
    organization: ORGANIZATION,
    members: [member('anna'), member('bob')],
    keys: [key('key-1')],
    organizationWideList: false,
    reaches: reaches([grant('anna', 'read', 'project', 'pricing')]),
    serviceTokens: { read: true, value: [] },
    projects: { read: true, value: [] },
    caller: 'service-token',
    ...fields,
  };
}
