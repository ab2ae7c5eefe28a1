import { describe, expect, it } from 'vitest';
import { groupId, memberId, organizationId, projectId, type MemberId } from '@/lib/domain/core';
import type { Acl, Group, OrganizationContext } from '@/lib/domain/organization';
import { judgePlan } from './check';
import { observeContext } from './observe-context';
import { aPlan, aToken } from './testing/plans';

const ORG = organizationId('org');
const ACCOUNT = memberId('account-1');
const group = (id: string, memberUsers: MemberId[], memberGroups: string[] = []): Group => ({
  id: groupId(id),
  name: id,
  deleted: false,
  memberUsers,
  memberGroups: memberGroups.map(groupId),
});
const acl = (facts: Partial<Acl>): Acl => ({
  id: JSON.stringify(facts),
  objectType: 'project',
  objectId: 'p-ingest',
  userId: null,
  groupId: groupId('ci-prod-ingest'),
  permission: 'update',
  roleId: null,
  restrictObjectType: 'project_log',
  ...facts,
});
const read = <T>(value: T) => ({ read: true, value }) as const;
const context = (facts: Partial<OrganizationContext> = {}): OrganizationContext => ({
  groups: read([group('ci-prod-ingest', [ACCOUNT])]),
  roles: read([]),
  acls: read([acl({})]),
  projects: read([
    { id: projectId('p-ingest'), name: 'prod ingest', deleted: false },
    { id: projectId('p-2'), name: 'Secret plans', deleted: false },
  ]),
  serviceTokens: read([aToken()]),
  ...facts,
});
const outcomes = (facts?: Partial<OrganizationContext>) => {
  const at = new Date('2026-11-20T10:00:00.000Z');
  const keysOf = new Map([['ada', { ...read(new Set<string>()), at }]]);
  const observed = observeContext(context(facts), ORG, { keysOf, at });
  return Object.fromEntries(
    judgePlan(aPlan(), observed).results.map(({ check, outcome, says }) => [
      check,
      { outcome, says },
    ]),
  );
};

describe('a plan held against groups, roles and access rules as they are', () => {
  it('is seen where they give what is planned', () => {
    expect(Object.values(outcomes()).map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 5 }, () => 'seen'),
    );
  });

  it('is wider where another group that the account is in gives more, and names project and group', () => {
    const seen = outcomes({
      groups: read([group('ci-prod-ingest', [ACCOUNT]), group('Extra', [ACCOUNT])]),
      acls: read([
        acl({}),
        acl({
          groupId: groupId('Extra'),
          objectId: 'p-2',
          permission: 'read',
          restrictObjectType: null,
        }),
      ]),
    });
    expect(seen['reach-as-planned']?.outcome).toBe('wider');
    expect(seen['reach-as-planned']?.says).toContain(
      'read on project “Secret plans”, through group “Extra”',
    );
    expect(seen['group-seen']?.outcome).toBe('seen');
  });

  it('is wider where the group itself is in one that gives more', () => {
    const seen = outcomes({
      groups: read([group('ci-prod-ingest', [ACCOUNT]), group('Outer', [], ['ci-prod-ingest'])]),
      acls: read([
        acl({}),
        acl({ groupId: groupId('Outer'), objectType: 'organization', objectId: 'org' }),
      ]),
    });
    expect(seen['group-seen']?.outcome).toBe('wider');
  });

  it('is wider where the group gives nothing and the account has a grant of its own', () => {
    const seen = outcomes({
      acls: read([
        acl({ groupId: null, userId: ACCOUNT, permission: 'delete', restrictObjectType: null }),
      ]),
    });
    expect(seen['group-seen']?.outcome).toBe('narrower');
    expect(seen['reach-as-planned']?.says).toContain('delete on project “prod ingest”');
  });

  it('cannot be checked where access rules were refused', () => {
    const seen = outcomes({ acls: { read: false, reason: '403' } });
    expect(seen['group-seen']?.outcome).toBe('cannot-be-checked');
    expect(seen['reach-as-planned']).toMatchObject({ outcome: 'cannot-be-checked' });
    expect(seen['token-seen']?.outcome).toBe('seen');
  });
});
