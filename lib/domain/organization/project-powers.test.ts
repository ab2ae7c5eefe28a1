import { describe, expect, test } from 'vitest';
import { memberId, organizationId } from '@/lib/domain/core';
import { groupsOf } from './group-graph';
import { projectPowers } from './project-powers';
import { resolveAccess } from './resolve-access';
import {
  acl,
  context,
  group,
  ON_EVERY_PROJECT,
  onProject,
  ORG,
  project,
  toGroup,
  toUser,
  type Parts,
} from './testing/builders';

const anna = memberId('anna');
const PROJECTS = [project('p1'), project('p2'), project('p3'), project('dead', true)];
const grant = (permission: string, on: object = {}) =>
  acl({ permission, ...toUser('anna'), ...on });

function powersOf(parts: Partial<Parts>) {
  const given = context({ projects: PROJECTS, ...parts });
  return projectPowers(resolveAccess(given, ORG)(anna), given, ORG) ?? [];
}
const words = (parts: Partial<Parts>) =>
  powersOf(parts).map((each) => [
    each.project.id,
    ...each.permissions.map(({ permission }) => permission),
  ]);

describe('what a holder may do in each project', () => {
  test('only where they may do anything, and never in a deleted one', () => {
    expect(
      words({ acls: [grant('read', onProject('p2')), grant('read', onProject('dead'))] }),
    ).toEqual([['p2', 'read']]);
    expect(words({})).toEqual([]);
  });

  test('grants on all projects and on the organization count in each', () => {
    const acls = [
      grant('read'),
      grant('delete', { ...ON_EVERY_PROJECT, restrictObjectType: 'dataset' }),
      grant('update', onProject('p1')),
    ];
    expect(words({ acls })).toEqual([
      ['p1', 'read', 'delete', 'update'],
      ['p2', 'read', 'delete'],
      ['p3', 'read', 'delete'],
    ]);
    const [, second, third] = powersOf({ acls });
    expect(second?.permissions).toBe(third?.permissions);
  });

  test('what is about groups or another organization does not', () => {
    const acls = [
      grant('update', { restrictObjectType: 'group' }),
      grant('update', { objectId: organizationId('org-2') }),
    ];
    expect(words({ acls })).toEqual([]);
  });

  test('each once, by its shortest path', () => {
    const acls = [
      acl({ permission: 'read', ...toGroup('g') }),
      grant('read', onProject('p1')),
      grant('read', ON_EVERY_PROJECT),
    ];
    const powers = powersOf({ groups: [group('g', ['anna'])], acls });
    expect(powers).toHaveLength(3);
    for (const { permissions } of powers) {
      expect(permissions.map(({ permission, path }) => [permission, path])).toEqual([['read', []]]);
    }
  });

  test('is not known where projects were not read', () => {
    const given = context({ acls: [grant('read')] }, ['projects']);
    expect(projectPowers(resolveAccess(given, ORG)(anna), given, ORG)).toBeNull();
  });
});

describe('groups of a holder', () => {
  const groups = [
    group('company', [], ['team', 'dead']),
    group('team', ['anna'], ['company']),
    group('dead', ['anna'], [], true),
    group('beside', ['ben'], ['team-b']),
  ];

  test('directly and through nesting, nearest first, deleted ones not', () => {
    expect(groupsOf(context({ groups }), anna)?.map(({ id }) => id)).toEqual(['team', 'company']);
    expect(groupsOf(context({ groups }), memberId('nobody'))).toEqual([]);
  });

  test('are not known where groups were not read', () => {
    expect(groupsOf(context({ groups }, ['groups']), anna)).toBeNull();
  });
});
