import { describe, expect, test } from 'vitest';
import { memberId } from '@/lib/domain/core';
import { resolveAccess } from './resolve-access';
import {
  acl,
  context,
  group,
  onProject,
  ORG,
  project,
  role,
  toGroup,
  toUser,
  unrestricted,
  type Parts,
} from './testing/builders';
import type { OrganizationContext, Reach } from './types';

const engineer = role('engineer', { memberPermissions: unrestricted(['create', 'read']) });
const toAnna = toUser('anna');
const grant = (permission: string, on: object = {}) => acl({ permission, ...toAnna, ...on });

function reachOf(parts: Partial<Parts>, unread: (keyof OrganizationContext)[] = []): Reach {
  const projects = ['p1', 'p2', 'p3'].map((id) => project(id));
  const given = context({ projects, roles: [engineer], ...parts }, unread);
  return resolveAccess(given, ORG)(memberId('anna'));
}

describe('grants on project groups', () => {
  const onGroup = { objectType: 'project_group', objectId: 'pg1' };

  test.each([
    ['of their own', [grant('read', onGroup)]],
    ['of a role', [acl({ roleId: engineer.id, ...toAnna, ...onGroup })]],
    ['through a group', [acl({ permission: 'read', ...toGroup('g'), ...onGroup })]],
    ['narrowed', [grant('read', { ...onGroup, restrictObjectType: 'dataset' })]],
    ['beside one on a project', [grant('read', onGroup), grant('read', onProject('p1'))]],
  ])('%s reach projects of which the group is the only name', (_given, acls) => {
    const reach = reachOf({ groups: [group('g', ['anna'])], acls });
    expect(reach).toMatchObject({ level: 'some-projects', projectsReached: null });
    expect(reach.unread).toEqual([expect.stringContaining('project groups (pg1)')]);
    expect(reach.powers.map(({ on }) => on)).toContainEqual({ type: 'project_group', id: 'pg1' });
  });

  test('are told apart from grants on single objects', () => {
    const dataset = grant('read', { objectType: 'dataset', objectId: 'd1' });
    const { unread } = reachOf({ acls: [dataset, grant('read', onGroup)] });
    expect(unread).toHaveLength(2);
    expect(reachOf({ acls: [dataset] }).unread.join()).not.toContain('project group');
  });

  test('are never nothing where projects or roles were not read', () => {
    const unlisted = reachOf({ acls: [grant('read', onGroup)] }, ['projects']);
    expect(unlisted).toMatchObject({ level: 'some-projects', projectsReached: null });
    const byRole = reachOf({ acls: [acl({ roleId: engineer.id, ...toAnna, ...onGroup })] }, [
      'roles',
    ]);
    expect(byRole).toMatchObject({ level: 'unknown', projectsReached: null });
    for (const { unread } of [unlisted, byRole]) expect(unread.join()).toContain('pg1');
  });
});
