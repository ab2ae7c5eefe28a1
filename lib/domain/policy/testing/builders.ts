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

/** When the audits of these tests finished. */
export const NOW = new Date('2026-11-20T12:00:00.000Z');
/** Evaluated on the day when the audit finished. */
export const AT = { now: NOW, today: NOW };
export const ORGANIZATION = { id: organizationId('org-acme'), name: 'Acme' };

/** This many days before the audit; negative: after it. */
export const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);

/** An audited member with a personal email, not an owner. */
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

/** A key without findings, held by "anna": 10 days old, expires in 80 days, with a meaningful name. */
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

/** A service token without findings: 10 days old, expires in 80 days, with an account of its own. */
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

export const tokens = (...list: ServiceToken[]): Snapshot['serviceTokens'] => ({
  read: true,
  value: list,
});
export const REFUSED = { read: false, reason: 'Braintrust answered 403.' } as const;

/** Grants a permission to a user, or to the group "leads" if `user` is "leads". */
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

/** Resolves what everyone in these tests can do from these grants. `cora` is in the group "leads". */
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

/** A snapshot without findings: anna and bob, one key, listed by impersonation. */
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

/** Ten keys per member, of all kinds. */
export function organizationOf(memberCount: number): Pick<Snapshot, 'members' | 'keys'> {
  const names = [
    'ci',
    'laptop',
    'prod-ingest',
    'langfuse bridge',
    'Jupyter',
    'test key',
    '本番サーバー',
  ];
  const members = Array.from({ length: memberCount }, (_, index) =>
    member(`m${index}`, { givenName: `Given${index}`, familyName: 'Family' }),
  );
  const keys = Array.from({ length: 10 * memberCount }, (_, index) =>
    key(`key-${index}`, {
      name: `${names[index % names.length] ?? ''} ${index % 3 === 0 ? index : ''}`,
      holderId: memberId(`m${index % memberCount}`),
      createdAt: daysAgo(index % 500),
      expiry: index % 3 === 0 ? { kind: 'unknown' } : { kind: 'never' },
    }),
  );
  return { members, keys };
}

/** Keys of one name, each held by another person. */
export function keysNamedAlike(count: number): Pick<Snapshot, 'members' | 'keys'> {
  const keys = Array.from({ length: count }, (_, index) =>
    key(`key-${index}`, { name: 'sales bridge', holderId: memberId(`m${index}`) }),
  );
  return { members: snapshot().members, keys };
}
