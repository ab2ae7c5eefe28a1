import { describe, expect, test } from 'vitest';
import { memberId, organizationId, roleId, type AccessLevel } from '@/lib/domain/core';
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
import type { Acl, OrganizationContext, Reach } from './types';

const anna = memberId('anna');
const PROJECTS = [project('p1'), project('p2'), project('p3'), project('dead', true)];
const engineer = role('engineer', { memberPermissions: unrestricted(['create', 'read']) });
const ROLES = [OWNER, engineer];

function reachOf(parts: Partial<Parts>, unread: (keyof OrganizationContext)[] = []): Reach {
  const given = context({ projects: PROJECTS, roles: ROLES, ...parts }, unread);
  return resolveAccess(given, ORG)(anna);
}
const toAnna = toUser('anna');
const grant = (permission: string, on: object = {}) => acl({ permission, ...toAnna, ...on });

const isOnAll = ({ objectType }: Acl) => ['organization', 'org_project'].includes(objectType);
type Row = [given: string, acls: Parts['acls'], level: AccessLevel, projects: number | null];

describe('levels', () => {
  const rows: Row[] = [
    ['nothing', [], 'none', 0],
    ['Owner', [acl({ roleId: OWNER.id, ...toAnna })], 'owner', 3],
    ['all eight on the organization', permissions(EIGHT, toAnna), 'owner', 3],
    ['create_acls', [grant('create_acls')], 'access-admin', 3],
    ['update_acls', [grant('update_acls')], 'access-admin', 3],
    ['read_acls only', [grant('read_acls')], 'some-projects', 3],
    ['delete_acls only', [grant('delete_acls')], 'some-projects', 3],
    [
      'create_acls, for the organization alone',
      [grant('create_acls', { restrictObjectType: 'organization' })],
      'access-admin',
      0,
    ],
    [
      'create_acls for projects',
      [grant('create_acls', { restrictObjectType: 'project' })],
      'writes-everywhere',
      3,
    ],
    ['create_acls on all', [grant('create_acls', ON_EVERY_PROJECT)], 'writes-everywhere', 3],
    ['update_acls on all', [grant('update_acls', ON_EVERY_PROJECT)], 'writes-everywhere', 3],
    ['delete_acls on all projects', [grant('delete_acls', ON_EVERY_PROJECT)], 'some-projects', 3],
    [
      'Owner on all projects',
      [acl({ roleId: OWNER.id, ...toAnna, ...ON_EVERY_PROJECT })],
      'writes-everywhere',
      3,
    ],
    ['delete on all projects', [grant('delete', ON_EVERY_PROJECT)], 'writes-everywhere', 3],
    ['update on the organization', [grant('update')], 'writes-everywhere', 3],
    [
      'create of logs in all projects',
      [grant('create', { ...ON_EVERY_PROJECT, restrictObjectType: 'project_log' })],
      'writes-everywhere',
      3,
    ],
    ...['group', 'role', 'org_member', 'org_audit_logs', 'organization'].map(
      (restrictObjectType): Row => [
        `update of ${restrictObjectType}s`,
        [grant('update', { restrictObjectType })],
        'none',
        0,
      ],
    ),
    ['read on the organization', [grant('read')], 'reads-everywhere', 3],
    [
      'read of datasets everywhere',
      [grant('read', { restrictObjectType: 'dataset' })],
      'reads-everywhere',
      3,
    ],
    ['read on one project', [grant('read', onProject('p1'))], 'some-projects', 1],
    [
      'Engineer on two of three',
      ['p1', 'p2'].map((id) => acl({ roleId: engineer.id, ...toAnna, ...onProject(id) })),
      'some-projects',
      2,
    ],
    [
      'every project there is, one by one',
      ['p1', 'p2', 'p3'].map((id) => grant('delete', onProject(id))),
      'some-projects',
      3,
    ],
    [
      'datasets of one project',
      [grant('read', { ...onProject('p1'), restrictObjectType: 'dataset' })],
      'some-projects',
      1,
    ],
    [
      'groups of one project, which it has none of',
      [grant('read', { ...onProject('p1'), restrictObjectType: 'group' })],
      'none',
      0,
    ],
    [
      'the logs of a project, which go by its id',
      [grant('read', { objectType: 'project_log', objectId: 'p2' })],
      'some-projects',
      1,
    ],
    [
      'one dataset of a project that nobody told',
      [grant('read', { objectType: 'dataset', objectId: 'd1' })],
      'some-projects',
      null,
    ],
    [
      'one dataset, and every project anyway',
      [grant('read', { objectType: 'dataset', objectId: 'd1' }), grant('read')],
      'reads-everywhere',
      3,
    ],
    [
      'a project group, and every project anyway',
      [grant('read', { objectType: 'project_group', objectId: 'pg1' }), grant('read')],
      'reads-everywhere',
      3,
    ],
    ['one group', [grant('update', { objectType: 'group', objectId: 'g1' })], 'none', 0],
  ];
  test.each(rows)('%s', (_given, acls, level, projects) => {
    const reach = reachOf({ acls });
    expect(reach).toMatchObject({ level, atLeast: level, projectsReached: projects });
    expect(reach.everyProject).toBe(acls.some(isOnAll) && projects === 3);
    expect(reach.grantsItself).toBe(level === 'owner' || level === 'access-admin');
    expect(reach.unread).toHaveLength(projects === null ? 1 : 0);
  });

  test('power on all projects is power where there is none yet', () => {
    const reach = reachOf({ acls: [grant('read_acls', ON_EVERY_PROJECT)], projects: [] });
    expect(reach).toMatchObject({ level: 'some-projects', projectsReached: 0, everyProject: true });
  });
});

describe('what is odd', () => {
  test('a permission and a role in one rule both count', () => {
    const both = acl({ permission: 'delete', roleId: engineer.id, ...toAnna, ...onProject('p1') });
    const { powers } = reachOf({ acls: [both] });
    expect(powers.map(({ permission, path }) => [permission, path.length])).toEqual([
      ['create', 1],
      ['read', 1],
      ['delete', 0],
    ]);
  });

  test('neither is nothing', () => {
    expect(reachOf({ acls: [acl(toAnna)] })).toMatchObject({ level: 'none', powers: [] });
  });

  test('a user and a group in one rule both have it', () => {
    const both = acl({ permission: 'read', ...toAnna, ...toGroup('g') });
    const access = resolveAccess(context({ groups: [group('g', ['ben'])], acls: [both] }), ORG);
    for (const id of ['anna', 'ben']) {
      expect(access(memberId(id)).level).toBe('reads-everywhere');
    }
  });

  test('an unknown permission is kept as it came, and reaches', () => {
    const reach = reachOf({ acls: [grant('teleport', onProject('p1'))] });
    expect(reach).toMatchObject({ level: 'some-projects', projectsReached: 1 });
    expect(reach.powers).toEqual([
      {
        permission: 'teleport',
        restrictObjectType: null,
        on: { type: 'project', id: 'p1' },
        path: [],
      },
    ]);
  });

  test('an unknown object type is kept as it came, and may lie in any project', () => {
    const reach = reachOf({ acls: [grant('read', { objectType: 'hologram', objectId: 'h1' })] });
    expect(reach).toMatchObject({ level: 'some-projects', projectsReached: null });
    expect(reach.powers[0]?.on).toEqual({ type: 'hologram', id: 'h1' });
    expect(reach.unread[0]).toContain('single objects');
  });

  test('restrictions of the rule and of the role both narrow', () => {
    const narrow = role('narrow', {
      memberPermissions: [
        { permission: 'read', restrictObjectType: 'dataset' },
        { permission: 'update', restrictObjectType: 'prompt' },
        { permission: 'create', restrictObjectType: null },
      ],
    });
    const rule = acl({
      roleId: narrow.id,
      restrictObjectType: 'dataset',
      ...toAnna,
      ...onProject('p1'),
    });
    const { powers } = reachOf({ roles: [narrow], acls: [rule] });
    expect(powers.map((each) => [each.permission, each.restrictObjectType])).toEqual([
      ['create', 'dataset'],
      ['read', 'dataset'],
    ]);
  });

  test.each(['dead', 'unlisted'])('a %s project is nothing', (id) => {
    const reach = reachOf({ acls: [grant('read', onProject(id))] });
    expect(reach).toMatchObject({ level: 'none', projectsReached: 0, powers: [], unread: [] });
  });

  test('the logs of a deleted project are nothing either', () => {
    const logs = grant('read', { objectType: 'project_log', objectId: 'dead' });
    expect(reachOf({ acls: [logs] })).toMatchObject({ level: 'none', powers: [] });
  });

  test('another organization is shown and gives nothing here', () => {
    const elsewhere = { objectId: organizationId('org-2') };
    const reach = reachOf({
      acls: [
        acl({ roleId: OWNER.id, ...toAnna, ...elsewhere }),
        grant('delete', { ...elsewhere, objectType: 'org_project' }),
      ],
    });
    expect(reach).toMatchObject({ level: 'none', projectsReached: 0, grantsItself: false });
    expect(reach.powers).toHaveLength(9);
  });

  test('somebody whom no roster lists has an answer, and nobody else is touched by it', () => {
    const acls = [acl({ roleId: OWNER.id, ...toUser('stranger') })];
    const access = resolveAccess(context({ acls }), ORG);
    expect(access(memberId('stranger')).level).toBe('owner');
    expect(access(anna).level).toBe('none');
  });

  test('no groups at all', () => {
    expect(reachOf({ groups: [], acls: [grant('read', onProject('p1'))] }).projectsReached).toBe(1);
    expect(reachOf({ groups: [], acls: [acl({ roleId: OWNER.id, ...toGroup('g') })] }).level).toBe(
      'none',
    );
  });

  test('a role that nobody listed, or that is deleted, gives nothing', () => {
    const gone = role('gone', { deleted: true, memberPermissions: unrestricted(EIGHT) });
    const acls = ['gone', 'unlisted'].map((id) => acl({ roleId: roleId(id), ...toAnna }));
    expect(reachOf({ roles: [gone], acls })).toMatchObject({ level: 'none', powers: [] });
  });

  test('a member of 300 groups', () => {
    const many = Array.from({ length: 300 }, (_, index) => `g${index}`);
    const projects = many.map((_, index) => project(`p${index}`));
    const reach = reachOf({
      groups: many.map((id) => group(id, ['anna', 'anna'])),
      projects,
      acls: many.map((id, index) =>
        acl({ permission: 'read', ...toGroup(id), ...onProject(`p${index}`) }),
      ),
    });
    expect(reach).toMatchObject({ level: 'some-projects', projectsReached: 300 });
    expect(reach.powers).toHaveLength(300);
    expect(reach.powers.every(({ path }) => path.length === 1)).toBe(true);
  });

  test('two groups of one name are two; the id decides which is told', () => {
    const named = ['g2', 'g1'].map((id) => ({ ...group(id, ['anna']), name: 'Team' }));
    const acls = ['g2', 'g1'].map((id) => acl({ permission: 'read', ...toGroup(id) }));
    const reach = reachOf({ groups: named, acls });
    expect(reach.powers[0]?.path).toEqual([{ kind: 'group', id: 'g1', name: 'Team' }]);
    const [second] = named;
    const only = reachOf({ groups: named, acls: [acl({ permission: 'read', ...toGroup('g2') })] });
    expect(only.powers[0]?.path).toEqual([{ kind: 'group', id: second?.id, name: 'Team' }]);
  });

  test('names such as __proto__ are names', () => {
    const odd = ['__proto__', 'constructor', 'toString', '', '\u0000', '"]'];
    const reach = reachOf({
      groups: odd.map((id) => group(id, ['anna'])),
      roles: odd.map((id) =>
        role(id, { memberPermissions: unrestricted(odd), memberRoles: odd.map(roleId) }),
      ),
      acls: odd.map((id) => acl({ roleId: roleId(id), ...toGroup(id), ...onProject('p1') })),
    });
    expect(reach.level).toBe('some-projects');
    expect(reach.powers.map(({ permission }) => permission).sort()).toEqual([...odd].sort());
  });

  test('a record that was listed twice counts once', () => {
    const twice = [group('g', ['anna']), { ...group('g', ['anna']), name: 'a name' }];
    const rule = acl({ roleId: engineer.id, ...toGroup('g'), ...onProject('p1') });
    const reach = reachOf({ groups: twice, roles: [engineer, engineer], acls: [rule, rule] });
    expect(reach.powers).toHaveLength(2);
    expect(reach.powers[0]?.path.map(({ name }) => name)).toEqual(['a name', 'engineer']);
  });
});

describe('paths', () => {
  test('groups nearest first, then roles, granted first', () => {
    const outer = role('outer', { memberRoles: [roleId('inner')] });
    const inner = role('inner', { memberPermissions: unrestricted(['delete']) });
    const reach = reachOf({
      groups: [
        group('company', [], ['department']),
        group('department', [], ['team']),
        group('team', ['anna']),
      ],
      roles: [outer, inner],
      acls: [acl({ roleId: outer.id, ...toGroup('company'), ...onProject('p1') })],
    });
    expect(reach.powers[0]?.path.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'group team',
      'group department',
      'group company',
      'role outer',
      'role inner',
    ]);
  });

  test('the shortest is told, of equal ones the first by name', () => {
    const groups = [
      group('far', [], ['b-team']),
      group('b-team', ['anna']),
      group('a-team', ['anna']),
    ];
    const give = (id: string) => acl({ permission: 'read', ...toGroup(id), ...onProject('p1') });
    const pathOf = (...acls: Parts['acls']) =>
      reachOf({ groups, acls }).powers[0]?.path.map(({ id }) => id);
    expect(pathOf(give('far'))).toEqual(['b-team', 'far']);
    expect(pathOf(give('far'), give('b-team'))).toEqual(['b-team']);
    expect(pathOf(give('far'), give('b-team'), give('a-team'))).toEqual(['a-team']);
    expect(pathOf(give('far'), give('a-team'), grant('read', onProject('p1')))).toEqual([]);
  });

  test('a cycle of groups and one of roles end', () => {
    const reach = reachOf({
      groups: [group('g1', ['anna'], ['g2', 'g1']), group('g2', [], ['g1'])],
      roles: [
        role('r1', { memberRoles: [roleId('r2'), roleId('r1')] }),
        role('r2', { memberRoles: [roleId('r1')], memberPermissions: unrestricted(['read']) }),
      ],
      acls: [acl({ roleId: roleId('r1'), ...toGroup('g2') })],
    });
    expect(reach.powers.map(({ path }) => path.map(({ id }) => id))).toEqual([
      ['g1', 'g2', 'r1', 'r2'],
    ]);
  });
});

describe('sharing', () => {
  const acls = [
    acl({ roleId: engineer.id, ...toGroup('g'), ...onProject('p1') }),
    ...['anna', 'ben', 'chen'].map((id) =>
      acl({ permission: 'read', ...toUser(id), ...onProject('p2') }),
    ),
  ];
  const groups = [group('g', ['anna', 'ben']), group('idle', ['ben'])];
  const access = resolveAccess(context({ groups, roles: ROLES, acls, projects: PROJECTS }), ORG);

  test('the same grants are the same object; a group that gives nothing is no difference', () => {
    expect(access(memberId('ben'))).toBe(access(anna));
    expect(access(memberId('chen'))).not.toBe(access(anna));
    expect(access(memberId('nobody'))).toBe(access(memberId('nobody else')));
  });

  test('what is shared cannot be written to', () => {
    expect(Object.isFrozen(access(anna))).toBe(true);
  });

  test('powers that are dropped from memory come back the same', () => {
    const users = Array.from({ length: 60 }, (_, index) => `u${index}`);
    const projects = Array.from({ length: 5000 }, (_, index) => project(`p${index}`));
    const rules = projects.map(({ id }) =>
      acl({ permission: 'read', ...toGroup('all'), ...onProject(id) }),
    );
    const own = users.map((id, index) =>
      acl({ permission: 'delete', ...toUser(id), ...onProject(`p${index}`) }),
    );
    const of = resolveAccess(
      context({ groups: [group('all', users)], projects, acls: [...rules, ...own] }),
      ORG,
    );
    const first = of(memberId('u0')).powers;
    expect(of(memberId('u0')).powers).toBe(first);
    for (const id of users) expect(of(memberId(id)).powers).toHaveLength(5001);
    expect(of(memberId('u0')).powers).toEqual(first);
  });
});
