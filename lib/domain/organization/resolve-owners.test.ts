import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  memberId,
  organizationId,
  roleId,
  type GroupId,
  type MemberId,
  type RoleId,
} from '@/lib/domain/core';
import { resolveOwners } from './resolve-owners';
import {
  acl,
  EIGHT,
  group,
  ORG,
  OWNER,
  permissions,
  role,
  toGroup,
  unrestricted,
} from './testing/builders';
import type { Acl, Grants } from './types';

const grants = (fields: Partial<Grants>): Grants => ({
  groups: [],
  roles: [OWNER],
  acls: [],
  ...fields,
});
const anna = memberId('anna');
const toAnna = { userId: anna };
const ownerTo = (to: Partial<Acl>) => acl({ roleId: OWNER.id, ...to });
const TABLE: [name: string, owner: boolean, given: Partial<Grants>][] = [
  ['no grant at all', false, {}],
  ['the system role Owner, directly', true, { acls: [ownerTo(toAnna)] }],
  [
    'the system role Owner through a group',
    true,
    { groups: [group('g', ['anna'])], acls: [ownerTo(toGroup('g'))] },
  ],
  [
    'through a group of a group',
    true,
    { groups: [group('g', [], ['h']), group('h', ['anna'])], acls: [ownerTo(toGroup('g'))] },
  ],
  [
    'not upwards: users of a group are no users of its member group',
    false,
    { groups: [group('g', ['anna'], ['h']), group('h', [])], acls: [ownerTo(toGroup('h'))] },
  ],
  [
    'groups that contain each other',
    true,
    { groups: [group('g', [], ['h']), group('h', ['anna'], ['g'])], acls: [ownerTo(toGroup('g'))] },
  ],
  [
    'a deleted group',
    false,
    { groups: [group('g', ['anna'], [], true)], acls: [ownerTo(toGroup('g'))] },
  ],
  [
    'nothing passes through a deleted group',
    false,
    {
      groups: [group('g', [], ['h']), group('h', [], ['i'], true), group('i', ['anna'])],
      acls: [ownerTo(toGroup('g'))],
    },
  ],
  ['a group that nobody listed', false, { acls: [ownerTo(toGroup('gone'))] }],
  [
    'a group that merely calls itself Owners',
    false,
    {
      groups: [{ ...group('g', ['anna']), name: 'Owners' }],
      acls: permissions(['read'], toGroup('g')),
    },
  ],
  [
    'a role of the organization that calls itself Owner',
    false,
    {
      roles: [role('fake', { name: 'Owner' })],
      acls: [acl({ roleId: roleId('fake'), ...toAnna })],
    },
  ],
  [
    'a system role of another name',
    false,
    {
      roles: [role('engineer', { name: 'Engineer', organizationId: null })],
      acls: [acl({ roleId: roleId('engineer'), ...toAnna })],
    },
  ],
  [
    'the system role Owner, deleted',
    false,
    { roles: [{ ...OWNER, deleted: true }], acls: [ownerTo(toAnna)] },
  ],
  ['Owner of another organization', false, { acls: [ownerTo({ ...toAnna, objectId: 'org-2' })] }],
  [
    'Owner on all projects only',
    false,
    { acls: [ownerTo({ ...toAnna, objectType: 'org_project' })] },
  ],
  [
    'Owner narrowed to one type',
    false,
    { acls: [ownerTo({ ...toAnna, restrictObjectType: 'project' })] },
  ],
  ['all eight permissions', true, { acls: permissions(EIGHT, toAnna) }],
  ['seven of eight', false, { acls: permissions(EIGHT.slice(1), toAnna) }],
  [
    'the same permission eight times',
    false,
    { acls: permissions(Array<string>(8).fill('read'), toAnna) },
  ],
  [
    'eight, one of them narrowed',
    false,
    {
      acls: [
        ...permissions(EIGHT.slice(1), toAnna),
        acl({ permission: 'create', restrictObjectType: 'project', ...toAnna }),
      ],
    },
  ],
  [
    'a mix: directly, by a group, by a role that inherits',
    true,
    {
      groups: [group('g', ['anna'])],
      roles: [
        role('outer', { memberRoles: [roleId('inner')] }),
        role('inner', { memberPermissions: unrestricted(EIGHT.slice(4)) }),
      ],
      acls: [
        ...permissions(EIGHT.slice(0, 2), toAnna),
        ...permissions(EIGHT.slice(2, 4), toGroup('g')),
        acl({ roleId: roleId('outer'), ...toGroup('g') }),
      ],
    },
  ],
  [
    'roles that inherit each other',
    true,
    {
      roles: [
        role('a', {
          memberRoles: [roleId('b')],
          memberPermissions: unrestricted(EIGHT.slice(0, 4)),
        }),
        role('b', { memberRoles: [roleId('a')], memberPermissions: unrestricted(EIGHT.slice(4)) }),
      ],
      acls: [acl({ roleId: roleId('a'), ...toAnna })],
    },
  ],
  [
    'a deleted role inherited',
    false,
    {
      roles: [
        role('a', { memberRoles: [roleId('b')] }),
        role('b', { deleted: true, memberPermissions: unrestricted(EIGHT) }),
      ],
      acls: [acl({ roleId: roleId('a'), ...toAnna })],
    },
  ],
  [
    'a role whose permission is narrowed',
    false,
    {
      roles: [
        role('a', {
          memberPermissions: EIGHT.map((permission) => ({
            permission,
            restrictObjectType: permission === 'delete' ? 'project' : null,
          })),
        }),
      ],
      acls: [acl({ roleId: roleId('a'), ...toAnna })],
    },
  ],
  [
    'permissions that nobody knows',
    false,
    { acls: permissions([...EIGHT.slice(1), 'constructor', 'own_everything'], toAnna) },
  ],
];

describe('an owner is who holds the power, not who is called so', () => {
  test.each(TABLE)('%s → %s', (_name, owner, given) => {
    expect(resolveOwners(grants(given), ORG).has(anna)).toBe(owner);
  });
});

const idsOf = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${index}`);
const GROUPS = idsOf('g', 5);
const ROLES = [...idsOf('r', 4), 'owner'];
const USERS = idsOf('u', 4);
const arbitraryGrants: fc.Arbitrary<Grants> = fc.record({
  groups: fc.tuple(
    ...GROUPS.map((id) =>
      fc
        .tuple(fc.subarray(USERS), fc.subarray(GROUPS), fc.integer({ min: 0, max: 5 }))
        .map(([users, groups, die]) => group(id, users, groups, die === 0)),
    ),
  ),
  roles: fc
    .tuple(
      ...ROLES.slice(0, 4).map((id) =>
        fc
          .tuple(fc.subarray(EIGHT), fc.subarray(ROLES), fc.integer({ min: 0, max: 5 }))
          .map(([own, inherited, die]) =>
            role(id, {
              memberPermissions: unrestricted(own),
              memberRoles: inherited.map(roleId),
              deleted: die === 0,
            }),
          ),
      ),
    )
    .map((roles) => [...roles, OWNER]),
  acls: fc.array(
    fc
      .record({
        to: fc.oneof(
          fc.constantFrom(...USERS).map((id) => ({ userId: memberId(id) })),
          fc.constantFrom(...GROUPS).map(toGroup),
        ),
        what: fc.oneof(
          fc.constantFrom(...EIGHT).map((permission) => ({ permission })),
          fc.constantFrom(...ROLES).map((id) => ({ roleId: roleId(id) })),
        ),
        restrictObjectType: fc.constantFrom(null, null, 'project'),
        objectId: fc.constantFrom(ORG, ORG, organizationId('org-2')),
      })
      .map(({ to, what, ...rest }) => acl({ ...to, ...what, ...rest })),
    { maxLength: 12 },
  ),
});
const sorted = (set: Set<MemberId>) => [...set].sort();

/** The slow, obvious way: walks up from each user and collects each permission by name. */
function ownersByWalking(given: Grants): Set<MemberId> {
  const groupOf = new Map(given.groups.filter((one) => !one.deleted).map((one) => [one.id, one]));
  const roleOf = new Map(given.roles.filter((one) => !one.deleted).map((one) => [one.id, one]));
  const contains = (id: GroupId, user: MemberId, seen: Set<GroupId>): boolean => {
    const one = groupOf.get(id);
    if (one === undefined || seen.has(id)) return false;
    seen.add(id);
    return (
      one.memberUsers.includes(user) || one.memberGroups.some((sub) => contains(sub, user, seen))
    );
  };
  const given8 = (id: RoleId, seen: Set<RoleId>): string[] => {
    const one = roleOf.get(id);
    if (one === undefined || seen.has(id)) return [];
    seen.add(id);
    if (one.organizationId === null && one.name === 'Owner') return EIGHT;
    return [
      ...one.memberPermissions
        .filter((p) => p.restrictObjectType === null)
        .map((p) => p.permission),
      ...one.memberRoles.flatMap((sub) => given8(sub, seen)),
    ];
  };
  const users = USERS.map(memberId).filter((user) => {
    const held = new Set<string>();
    for (const one of given.acls) {
      if (one.objectId !== ORG || one.restrictObjectType !== null) continue;
      const applies =
        one.userId === user || (one.groupId !== null && contains(one.groupId, user, new Set()));
      if (!applies) continue;
      if (one.permission !== null) held.add(one.permission);
      if (one.roleId !== null) for (const name of given8(one.roleId, new Set())) held.add(name);
    }
    return EIGHT.every((name) => held.has(name));
  });
  return new Set(users);
}

describe('for any organization, cycles included', () => {
  test('the answer is that of walking every path', () => {
    fc.assert(
      fc.property(arbitraryGrants, (given) => {
        expect(sorted(resolveOwners(given, ORG))).toEqual(sorted(ownersByWalking(given)));
      }),
      { numRuns: 300 },
    );
  });

  test('the order of groups, roles and grants does not matter', () => {
    fc.assert(
      fc.property(arbitraryGrants, (given) => {
        const turned: Grants = {
          groups: given.groups.toReversed(),
          roles: given.roles.toReversed(),
          acls: given.acls.toReversed(),
        };
        expect(sorted(resolveOwners(turned, ORG))).toEqual(sorted(resolveOwners(given, ORG)));
      }),
    );
  });

  test('a further grant never takes ownership away', () => {
    fc.assert(
      fc.property(arbitraryGrants, arbitraryGrants, (given, more) => {
        const before = resolveOwners(given, ORG);
        const after = resolveOwners({ ...given, acls: [...given.acls, ...more.acls] }, ORG);
        for (const owner of before) expect(after.has(owner)).toBe(true);
      }),
    );
  });
});

test('10,000 members in a chain of 500 groups that is a cycle are all owners', () => {
  const users = idsOf('u', 10_000);
  const groups = idsOf('g', 500).map((id, index) =>
    group(
      id,
      users.slice(index * 20, index * 20 + 20),
      index < 499 ? [`g${index + 1}`, 'g0'] : ['g0'],
    ),
  );
  const owners = resolveOwners(grants({ groups, acls: [ownerTo(toGroup('g250'))] }), ORG);
  expect(owners.size).toBe(10_000);
});

test('as many paths as there are ways through 60 floors of two groups are not walked one by one', () => {
  const groups = Array.from({ length: 60 }, (_, floor) =>
    ['left', 'right'].map((side) =>
      group(
        `${side}-${floor}`,
        [`${side}-user-${floor}`],
        floor < 59 ? [`left-${floor + 1}`, `right-${floor + 1}`] : [],
      ),
    ),
  ).flat();
  const owners = resolveOwners(grants({ groups, acls: [ownerTo(toGroup('left-0'))] }), ORG);
  // All 120 users except right-user-0, because left-0 doesn't contain right-0.
  expect(owners.size).toBe(119);
});
