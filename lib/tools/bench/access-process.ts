import {
  groupId,
  memberId,
  organizationId,
  projectId,
  roleId,
  type MemberId,
  type OrganizationId,
} from '@/lib/domain/core';
import {
  resolveAccess,
  type Acl,
  type Group,
  type OrganizationContext,
  type Role,
} from '@/lib/domain/organization';

/**
 * Resolves the access of every member of a large organization and lists all permissions of some of them.
 * Runs in its own process, so that time and memory are its own. Prints the time and memory it took.
 */
const SIZE = { members: 10_000, groups: 500, roles: 200, projects: 2000, acls: 50_000 };
/** For this many members all permissions are listed too, as a page shows them. */
const LISTED = 20;

/** Returns a seeded random generator, so that every run uses the same numbers. *Source*: mulberry32. */
function seededNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const below = seededNumbers(1);
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const oneOf = <T>(list: readonly [T, ...T[]]): T => list[below(list.length)] ?? list[0];

const PERMISSIONS = ['create', 'read', 'update', 'delete', 'read_acls'] as const;
const TYPES = [null, null, null, 'dataset', 'experiment', 'project_log'] as const;

/** Nested groups, some of them in cycles. Hardly any two members are in the same groups. */
function makeGroups(): Group[] {
  const groups = many(SIZE.groups, (index) => ({
    id: groupId(`group-${index}`),
    name: `Group ${index % 450}`,
    deleted: index % 50 === 7,
    memberUsers: new Array<MemberId>(),
    memberGroups: many(below(3), () => groupId(`group-${below(SIZE.groups)}`)),
  }));
  for (let index = 0; index < SIZE.members; index += 1) {
    for (let nth = 1 + below(6); nth > 0; nth -= 1) {
      groups[below(groups.length)]?.memberUsers.push(memberId(`member-${index}`));
    }
  }
  return groups;
}

function makeRoles(organization: OrganizationId): Role[] {
  return many(SIZE.roles, (index) => ({
    id: roleId(`role-${index}`),
    name: index === 0 ? 'Owner' : `Role ${index}`,
    deleted: index % 40 === 9,
    organizationId: index < 3 ? null : organization,
    memberPermissions: many(1 + below(3), () => ({
      permission: oneOf(PERMISSIONS),
      restrictObjectType: oneOf(TYPES),
    })),
    // No role inherits Owner, otherwise everyone would be an owner.
    memberRoles: many(below(3), () => roleId(`role-${1 + below(SIZE.roles - 1)}`)),
  }));
}

function makeAcls(organization: OrganizationId): Acl[] {
  const on = (die: number): Pick<Acl, 'objectType' | 'objectId'> => {
    if (die === 0) return { objectType: 'organization', objectId: organization };
    if (die < 4) return { objectType: 'org_project', objectId: organization };
    if (die < 50) return { objectType: 'dataset', objectId: `dataset-${below(5000)}` };
    return { objectType: 'project', objectId: `project-${below(SIZE.projects)}` };
  };
  return many(SIZE.acls, (index) => {
    const toUser = below(10) === 0;
    const byRole = below(2) === 0;
    return {
      id: `acl-${index}`,
      ...on(below(1000)),
      userId: toUser ? memberId(`member-${below(SIZE.members)}`) : null,
      groupId: toUser ? null : groupId(`group-${below(SIZE.groups)}`),
      permission: byRole ? null : oneOf(PERMISSIONS),
      roleId: byRole ? roleId(`role-${below(SIZE.roles)}`) : null,
      restrictObjectType: oneOf(TYPES),
    };
  });
}

function makeContext(organization: OrganizationId): OrganizationContext {
  return {
    groups: { read: true, value: makeGroups() },
    roles: { read: true, value: makeRoles(organization) },
    acls: { read: true, value: makeAcls(organization) },
    projects: {
      read: true,
      value: many(SIZE.projects, (index) => ({
        id: projectId(`project-${index}`),
        name: `Project ${index}`,
        deleted: index % 100 === 3,
      })),
    },
    serviceTokens: { read: true, value: [] },
  };
}

const organization = organizationId('organization');
const context = makeContext(organization);
const holders = many(SIZE.members, (index) => memberId(`member-${index}`));

const fromMs = performance.now();
const fromCpu = process.cpuUsage();
const reachOf = resolveAccess(context, organization);
const reaches = holders.map(reachOf);
/** Rules read this for every member. */
const writers = reaches.filter(({ widePowers }) =>
  widePowers.some(({ permission }) => permission === 'delete'),
).length;
let powers = 0;
for (const reach of reaches.slice(0, LISTED)) powers += reach.powers.length;
const { user, system } = process.cpuUsage(fromCpu);

process.stdout.write(
  `${JSON.stringify({
    wallMs: performance.now() - fromMs,
    cpuMs: (user + system) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
    // Printed so that a run that resolved nothing is noticed.
    writers,
    distinct: new Set(reaches).size,
    powersEach: powers / LISTED,
  })}\n`,
);
