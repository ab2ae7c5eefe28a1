import { describe, expect, test } from 'vitest';
import { memberId } from '@/lib/domain/core';
import { resolveAccess } from './resolve-access';
import {
  acl,
  context,
  EIGHT,
  group,
  ON_EVERY_PROJECT,
  onProject,
  ORG,
  OWNER,
  permissions,
  project,
  role,
  toGroup,
  toUser,
  unrestricted,
  type Parts,
} from './testing/builders';
import type { OrganizationContext, Reach } from './types';

const PROJECTS = [project('p1'), project('p2'), project('p3'), project('dead', true)];
const engineer = role('engineer', { memberPermissions: unrestricted(['create', 'read']) });
const ROLES = [OWNER, engineer];
const toAnna = toUser('anna');
const grant = (permission: string, on: object = {}) => acl({ permission, ...toAnna, ...on });

function reachOf(parts: Partial<Parts>, unread: (keyof OrganizationContext)[] = []): Reach {
  const given = context({ projects: PROJECTS, roles: ROLES, ...parts }, unread);
  return resolveAccess(given, ORG)(memberId('anna'));
}

describe('what was not read', () => {
  const groups = [group('g', ['anna'])];
  const owner = acl({ roleId: OWNER.id, ...toAnna });
  const nothingKnown = { projectsReached: null, everyProject: null, grantsItself: null };

  test('access rules: nothing is known of anybody', () => {
    const reach = reachOf({ acls: permissions(EIGHT, toAnna) }, ['acls']);
    expect(reach).toMatchObject({ level: 'unknown', atLeast: 'none', powers: [], ...nothingKnown });
    expect(reach.unread).toEqual(['Access rules: acls were refused (403).']);
  });

  test('roles: unknown for who has one, but not for an owner by permissions', () => {
    expect(reachOf({ acls: [owner] }, ['roles'])).toMatchObject({
      level: 'unknown',
      atLeast: 'none',
      ...nothingKnown,
      unread: ['Roles: roles were refused (403).'],
    });
    const both = reachOf({ acls: [owner, ...permissions(EIGHT, toAnna)] }, ['roles']);
    expect(both).toMatchObject({ level: 'owner', projectsReached: 3, grantsItself: true });
    const none = reachOf({ acls: [grant('read', onProject('p1'))] }, ['roles']);
    expect(none).toMatchObject({ level: 'some-projects', projectsReached: 1, unread: [] });
  });

  test('roles: one on a project changes nothing for who writes everywhere', () => {
    const acls = [
      grant('delete', ON_EVERY_PROJECT),
      acl({ roleId: engineer.id, ...toAnna, ...onProject('p1') }),
    ];
    expect(reachOf({ acls }, ['roles'])).toMatchObject({
      level: 'writes-everywhere',
      projectsReached: 3,
    });
  });

  test('groups: unknown but for who is an owner directly', () => {
    const acls = [acl({ roleId: OWNER.id, ...toGroup('g') })];
    expect(reachOf({ groups, acls }, ['groups'])).toMatchObject({
      level: 'unknown',
      atLeast: 'none',
      ...nothingKnown,
      unread: ['Groups: groups were refused (403).'],
    });
    const direct = reachOf({ groups, acls: [...acls, owner] }, ['groups']);
    expect(direct).toMatchObject({ level: 'owner', projectsReached: 3 });
  });

  test('groups: no loss where none is granted anything', () => {
    const reach = reachOf({ groups, acls: [grant('read')] }, ['groups']);
    expect(reach).toMatchObject({ level: 'reads-everywhere', projectsReached: 3, unread: [] });
  });

  test('projects: how many is not known, and a grant on one may be on a deleted one', () => {
    const one = reachOf({ acls: [grant('read', onProject('p1'))] }, ['projects']);
    expect(one).toMatchObject({
      level: 'unknown',
      atLeast: 'none',
      projectsReached: null,
      everyProject: false,
      grantsItself: false,
      unread: ['Projects: projects were refused (403).'],
    });
    expect(one.powers).toHaveLength(1);
    const all = reachOf({ acls: [grant('read')] }, ['projects']);
    expect(all).toMatchObject({
      level: 'reads-everywhere',
      projectsReached: null,
      everyProject: true,
    });
    expect(reachOf({ acls: [] }, ['projects'])).toMatchObject({
      level: 'none',
      projectsReached: 0,
      unread: [],
    });
  });

  test('service tokens: no difference to what anybody can do', () => {
    const acls = [grant('read', onProject('p1'))];
    expect(reachOf({ acls }, ['serviceTokens'])).toEqual(reachOf({ acls }));
  });

  test('everything: one answer for everybody', () => {
    const all = ['groups', 'roles', 'acls', 'projects', 'serviceTokens'] as const;
    const reach = reachOf({ groups, acls: [owner] }, [...all]);
    expect(reach).toMatchObject({ level: 'unknown', atLeast: 'none', powers: [] });
  });
});

describe('a service account', () => {
  test('is a holder like any other', () => {
    const acls = [acl({ roleId: engineer.id, ...toGroup('ci'), ...onProject('p2') })];
    const account = memberId('account');
    const parts = { groups: [group('ci', ['account'])], roles: ROLES, projects: PROJECTS, acls };
    const reach = resolveAccess(context(parts), ORG)(account);
    expect(reach).toMatchObject({ level: 'some-projects', projectsReached: 1 });
  });
});
