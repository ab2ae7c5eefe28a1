import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACCESS_LEVELS, type AccessLevel, type MemberId } from '@/lib/domain/core';
import { resolveAccess } from './resolve-access';
import { resolveOwners } from './resolve-owners';
import { context, ORG, type Parts } from './testing/builders';
import { HOLDERS, someAcls, someOrganization } from './testing/random-organization';
import { judge, sameness, walkAllPaths } from './testing/walk-all-paths';
import type { Acl, OrganizationContext, Power } from './types';

const reachesOf = (parts: Parts) => resolveAccess(context(parts), ORG);
const bySameness = (powers: readonly Power[]) =>
  powers.toSorted((a, b) => (sameness(a) < sameness(b) ? -1 : 1));
const isWide = ({ on }: Power) =>
  on.id === ORG && (on.type === 'organization' || on.type === 'org_project');
const runs = { numRuns: 300 };

test('every way walked one by one comes to the same powers, paths and levels', () => {
  fc.assert(
    fc.property(someOrganization, (parts) => {
      const access = reachesOf(parts);
      for (const holder of HOLDERS) {
        const powers = walkAllPaths(parts, holder);
        const reach = access(holder);
        expect(bySameness(reach.powers)).toEqual(bySameness(powers));
        expect(reach).toMatchObject(judge(powers, parts));
        expect(reach.grantsItself).toBe(['owner', 'access-admin'].includes(reach.level));
        expect(reach.atLeast).toBe(reach.level);
        expect(reach.widePowers).toEqual(reach.powers.filter(isWide));
      }
    }),
    runs,
  );
});

test('no path says what the data does not hold, step by step', () => {
  let steps = 0;
  fc.assert(
    fc.property(someOrganization, (parts) => {
      const access = reachesOf(parts);
      for (const holder of HOLDERS) {
        for (const power of access(holder).powers) {
          expect(isHeldBy(parts, holder, power)).toBe(true);
          steps += power.path.length;
        }
      }
    }),
    runs,
  );
  expect(steps).toBeGreaterThan(1000);
});

test('a further grant takes no power away and makes no path longer', () => {
  fc.assert(
    fc.property(someOrganization, someAcls, (parts, more) => {
      const before = reachesOf(parts);
      const after = reachesOf({ ...parts, acls: [...parts.acls, ...more] });
      for (const holder of HOLDERS) expectNoLess(before(holder), after(holder));
    }),
    runs,
  );
});

test('one group more takes no power away and makes no path longer', () => {
  fc.assert(
    fc.property(someOrganization, fc.nat(4), fc.constantFrom(...HOLDERS), (parts, place, joins) => {
      const groups = parts.groups.map((group, index) =>
        index === place ? { ...group, memberUsers: [...group.memberUsers, joins] } : group,
      );
      const [before, after] = [reachesOf(parts), reachesOf({ ...parts, groups })];
      for (const holder of HOLDERS) {
        expectNoLess(before(holder), after(holder));
        if (holder !== joins) expect(after(holder)).toEqual(before(holder));
      }
    }),
    runs,
  );
});

test('the order of lists decides nothing', () => {
  fc.assert(
    fc.property(someOrganization, fc.func(fc.nat()), (parts, rank) => {
      const shuffled = <T>(list: readonly T[]) =>
        list.toSorted((a, b) => rank(JSON.stringify(a)) - rank(JSON.stringify(b)));
      const turned: Parts = {
        groups: shuffled(
          parts.groups.map((group) => ({
            ...group,
            memberUsers: group.memberUsers.toReversed(),
            memberGroups: group.memberGroups.toReversed(),
          })),
        ),
        roles: shuffled(
          parts.roles.map((role) => ({
            ...role,
            memberPermissions: role.memberPermissions.toReversed(),
            memberRoles: role.memberRoles.toReversed(),
          })),
        ),
        acls: shuffled(parts.acls),
        projects: shuffled(parts.projects),
      };
      const [one, other] = [reachesOf(parts), reachesOf(turned)];
      for (const holder of HOLDERS) expect(other(holder)).toEqual(one(holder));
    }),
    runs,
  );
});

test('who is an owner here is an owner at sign-in, and nobody else', () => {
  fc.assert(
    fc.property(someOrganization, (parts) => {
      const access = reachesOf(parts);
      const owners = HOLDERS.filter((holder) => access(holder).level === 'owner');
      expect([...resolveOwners(parts, ORG)].sort()).toEqual(owners.sort());
    }),
    runs,
  );
});

test('the same grants are the same object, other powers are another', () => {
  fc.assert(
    fc.property(someOrganization, (parts) => {
      const twin = 'twin' as MemberId;
      const groups = parts.groups.map((group) => ({
        ...group,
        memberUsers: group.memberUsers.flatMap((user) => (user === 'u0' ? [user, twin] : [user])),
      }));
      const acls = parts.acls.flatMap((acl) =>
        acl.userId === 'u0' ? [acl, { ...acl, id: 'twin', groupId: null, userId: twin }] : [acl],
      );
      const access = reachesOf({ ...parts, groups, acls });
      const [first] = HOLDERS;
      expect(access(twin)).toBe(access(first ?? twin));
      for (const a of HOLDERS) {
        for (const b of HOLDERS) {
          if (access(a) === access(b)) {
            expect(walkAllPaths(parts, a)).toHaveLength(walkAllPaths(parts, b).length);
          }
        }
      }
    }),
    runs,
  );
});

const PARTS = ['groups', 'roles', 'acls', 'projects', 'serviceTokens'] as const;

test('whatever was not read: what is said is true, and what it needs is named', () => {
  fc.assert(
    fc.property(someOrganization, fc.subarray([...PARTS]), (parts, unread) => {
      const whole = reachesOf(parts);
      const partial = resolveAccess(context(parts, unread), ORG);
      for (const holder of HOLDERS) expectTrueOf(whole(holder), partial(holder), unread);
    }),
    { numRuns: 1000 },
  );
});

function expectTrueOf(
  whole: ReturnType<ReturnType<typeof reachesOf>>,
  partial: ReturnType<ReturnType<typeof reachesOf>>,
  unread: readonly (keyof OrganizationContext)[],
): void {
  expect(['unknown', whole.level]).toContain(partial.level);
  expect(rank(partial.atLeast)).toBeGreaterThanOrEqual(rank(whole.level));
  expect([null, whole.projectsReached]).toContain(partial.projectsReached);
  expect([null, whole.everyProject]).toContain(partial.everyProject);
  expect([null, whole.grantsItself]).toContain(partial.grantsItself);
  const facts = [partial.projectsReached, partial.everyProject, partial.grantsItself];
  if (partial.level === 'unknown' || facts.includes(null)) {
    expect(partial.unread.length).toBeGreaterThan(0);
  }
  // If projects weren't read, powers on projects that may be deleted are listed too.
  const told = partial.powers.filter(
    ({ on }) => !unread.includes('projects') || !/^p\d$/.test(on.id),
  );
  const known = new Set(whole.powers.map(sameness));
  for (const power of told) expect(known).toContain(sameness(power));
  if (partial.unread.length === 0) expect(partial).toEqual(whole);
}

const rank = (level: AccessLevel) => ACCESS_LEVELS.indexOf(level);

function expectNoLess(
  before: ReturnType<ReturnType<typeof reachesOf>>,
  after: ReturnType<ReturnType<typeof reachesOf>>,
): void {
  expect(rank(after.level)).toBeLessThanOrEqual(rank(before.level));
  const lengths = new Map(after.powers.map((power) => [sameness(power), power.path.length]));
  for (const power of before.powers) {
    expect(lengths.get(sameness(power))).toBeLessThanOrEqual(power.path.length);
  }
}

/** Checks a path step by step against the data. */
function isHeldBy(parts: Parts, holder: MemberId, { path, on, ...power }: Power): boolean {
  const groups = path.filter(({ kind }) => kind === 'group');
  const roles = path.filter(({ kind }) => kind === 'role');
  const isInOrder = path.every((step, index) => step.kind === 'group' || index >= groups.length);
  const climbs = groups.every(({ id, name }, index) => {
    const group = parts.groups.find((each) => each.id === id);
    if (group === undefined || group.deleted || group.name !== name) return false;
    const inner = groups[index - 1];
    if (inner === undefined) return group.memberUsers.includes(holder);
    return group.memberGroups.some((each) => each === inner.id);
  });
  const inherits = roles.every(({ id, name }, index) => {
    const role = parts.roles.find((each) => each.id === id);
    if (role === undefined || role.deleted || role.name !== name) return false;
    const next = roles[index + 1];
    return next === undefined || role.memberRoles.some((each) => each === next.id);
  });
  const last = groups.at(-1);
  const rules = parts.acls.filter(
    (acl) =>
      (last === undefined ? acl.userId === holder : acl.groupId === last.id) &&
      acl.objectType === on.type &&
      acl.objectId === on.id,
  );
  return isInOrder && climbs && inherits && rules.some((acl) => gives(parts, acl, roles, power));
}

function gives(
  parts: Parts,
  acl: Acl,
  roles: readonly { id: string }[],
  { permission, restrictObjectType }: Pick<Power, 'permission' | 'restrictObjectType'>,
): boolean {
  const narrow = (own: string | null) =>
    restrictObjectType === (acl.restrictObjectType ?? own) &&
    (acl.restrictObjectType === null || own === null || own === acl.restrictObjectType);
  const [first] = roles;
  if (first === undefined) return acl.permission === permission && narrow(null);
  if (acl.roleId !== first.id) return false;
  const role = parts.roles.find(({ id }) => id === roles.at(-1)?.id);
  if (role?.organizationId === null && role.name === 'Owner') return narrow(null);
  return (
    role?.memberPermissions.some(
      (each) => each.permission === permission && narrow(each.restrictObjectType),
    ) === true
  );
}
