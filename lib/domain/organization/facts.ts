import type { AccessLevel } from '@/lib/domain/core';
import { givesPowerInProjects } from './grant-flow';
import type { Bundle, Given, Grant } from './grant-index';
import { PERMISSIONS } from './permissions';

/** One bit for each of the eight permissions on the organization itself, unrestricted. */
const OWNER = (1 << PERMISSIONS.length) - 1;
const OWNER_BIT = new Map<string, number>(PERMISSIONS.map((name, index) => [name, 1 << index]));
const GRANTS_ITSELF = 1 << 8;
const WRITES_EVERYWHERE = 1 << 9;
const READS_EVERYWHERE = 1 << 10;
const EVERY_PROJECT = 1 << 11;
const IN_A_PROJECT = 1 << 12;
const UNPLACED = 1 << 13;
const BY_ROLE = 1 << 14;
const UNCHECKED = 1 << 15;
const ON_SINGLE_OBJECT = 1 << 16;

/** The sum of some grants: small enough to store per group and to add up per holder. */
export type Facts = {
  flags: number;
  projects: Uint32Array;
  /** Project groups with a grant. Braintrust doesn't report which projects are in them. */
  projectGroups: Set<string>;
};
/** `least`: certain from what was read. `most`: the maximum if unread parts grant all that they could. */
export type Bound = 'least' | 'most';

export function noFacts(projectCount: number | null): Facts {
  return {
    flags: 0,
    projects: new Uint32Array(Math.ceil((projectCount ?? 0) / 32)),
    projectGroups: new Set(),
  };
}

export function addFacts(into: Facts, more: Facts): void {
  into.flags |= more.flags;
  for (const id of more.projectGroups) into.projectGroups.add(id);
  const { projects } = more;
  for (let word = 0; word < projects.length; word += 1) {
    into.projects[word] = (into.projects[word] ?? 0) | (projects[word] ?? 0);
  }
}

export function addGrant(into: Facts, { object, bundle }: Grant, bound: Bound): void {
  const { place } = object;
  if (bound === 'most' && bundle.givesRole) into.flags |= BY_ROLE;
  if (place === 'elsewhere') return;
  if (place === 'unchecked') into.flags |= UNCHECKED;
  const flags = flagsOn(object.on.type, bundle, bound);
  if ((flags & IN_A_PROJECT) === 0 || place === 'everywhere') into.flags |= flags;
  else if (place === 'unplaced') addUnplaced(into, object.on);
  else if (place !== 'unchecked') addProject(into, place);
  // Projects weren't read, so this one may be deleted.
  else if (bound === 'most') into.flags |= IN_A_PROJECT;
}

function addUnplaced(into: Facts, on: { type: string; id: string }): void {
  into.flags |= IN_A_PROJECT | UNPLACED;
  if (on.type === 'project_group') into.projectGroups.add(on.id);
  else into.flags |= ON_SINGLE_OBJECT;
}

function addProject(into: Facts, place: number): void {
  into.flags |= IN_A_PROJECT;
  into.projects[place >>> 5] = (into.projects[place >>> 5] ?? 0) | (1 << (place & 31));
}

const flagsOfBundle = new WeakMap<Bundle, Map<string, number>>();

function flagsOn(type: string, bundle: Bundle, bound: Bound): number {
  const key = `${bound} ${type}`;
  const known = flagsOfBundle.get(bundle) ?? new Map<string, number>();
  flagsOfBundle.set(bundle, known);
  let flags = known.get(key);
  if (flags === undefined) {
    flags = bundle[bound].reduce((sum, given) => sum | flagsOfGiven(type, given), 0);
    known.set(key, flags);
  }
  return flags;
}

function flagsOfGiven(type: string, { what }: Given): number {
  const { permission, restrictObjectType } = what;
  const inProjects = givesPowerInProjects(type, restrictObjectType);
  if (type !== 'organization' && type !== 'org_project') return inProjects ? IN_A_PROJECT : 0;
  let flags = 0;
  if (type === 'organization') {
    if (restrictObjectType === null) flags |= OWNER_BIT.get(permission) ?? 0;
    const onItself = restrictObjectType === null || restrictObjectType === 'organization';
    if (onItself && WRITES_GRANTS.has(permission)) flags |= GRANTS_ITSELF;
  }
  if (!inProjects) return flags;
  // Who can change grants in every project can give themselves write access there.
  if (WRITES.has(permission) || WRITES_GRANTS.has(permission)) flags |= WRITES_EVERYWHERE;
  if (permission === 'read') flags |= READS_EVERYWHERE;
  return flags | EVERY_PROJECT;
}

const WRITES: ReadonlySet<string> = new Set(['create', 'update', 'delete']);
const WRITES_GRANTS: ReadonlySet<string> = new Set(['create_acls', 'update_acls']);

export function levelOf({ flags }: Facts): Exclude<AccessLevel, 'unknown'> {
  if ((flags & OWNER) === OWNER) return 'owner';
  if (flags & GRANTS_ITSELF) return 'access-admin';
  if (flags & WRITES_EVERYWHERE) return 'writes-everywhere';
  if (flags & READS_EVERYWHERE) return 'reads-everywhere';
  return flags & (EVERY_PROJECT | IN_A_PROJECT) ? 'some-projects' : 'none';
}

export const grantsItself = ({ flags }: Facts): boolean => (flags & GRANTS_ITSELF) !== 0;
export const everyProject = ({ flags }: Facts): boolean => (flags & EVERY_PROJECT) !== 0;
const unplaced = ({ flags }: Facts): boolean => (flags & UNPLACED) !== 0;
export const onSingleObject = ({ flags }: Facts): boolean => (flags & ON_SINGLE_OBJECT) !== 0;
export const byRole = ({ flags }: Facts): boolean => (flags & BY_ROLE) !== 0;
/** Whether the answer depends on which projects exist. */
export const needsProjects = ({ flags }: Facts): boolean =>
  (flags & (EVERY_PROJECT | IN_A_PROJECT | UNCHECKED)) !== 0;

/** The number of existing projects that can be reached. `null`: unknown. */
export function projectsReached(facts: Facts, projectCount: number | null): number | null {
  if (projectCount === null) return (facts.flags & (EVERY_PROJECT | IN_A_PROJECT)) === 0 ? 0 : null;
  if (everyProject(facts)) return projectCount;
  let count = 0;
  for (const word of facts.projects) count += bitsIn(word);
  return unplaced(facts) && count < projectCount ? null : count;
}

function bitsIn(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
