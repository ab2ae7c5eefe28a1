import { comparePaths, compareText, shortestWays, stepsOf, type GraphNode } from './graph';
import type { Grant, GrantedObject } from './grant-index';
import { PERMISSIONS } from './permissions';
import type { RoleGrant } from './role-grants';
import type { PathStep, Power } from './types';

/** Where a holder's power comes from: grants of their own, and the groups that they are directly in. */
export type Origins = { own: readonly Grant[]; groups: readonly GraphNode[] };

/**
 * Each distinct (permission, restriction, object) that these origins give, with its shortest path;
 * the organization first, then all projects, then single ones. The same for any order of input.
 */
export function listPowers(
  { own, groups }: Origins,
  ofGroup: ReadonlyMap<string, readonly Grant[]>,
): readonly Power[] {
  const best = new Map<GrantedObject, Map<string, Power>>();
  offer(best, own, []);
  for (const found of shortestWays(groups)) {
    const grants = ofGroup.get(found.node.step.id);
    if (grants !== undefined) offer(best, grants, stepsOf(found));
  }
  return [...best]
    .sort(([a], [b]) => compareObjects(a, b))
    .flatMap(([, powers]) => [...powers.values()].sort(comparePowers));
}

type Best = Map<GrantedObject, Map<string, Power>>;

function offer(best: Best, grants: readonly Grant[], groupPath: readonly PathStep[]): void {
  for (const { object, bundle } of grants) {
    const powers = best.get(object) ?? new Map<string, Power>();
    best.set(object, powers);
    for (const given of bundle.least) {
      const key = keyOf(given);
      const known = powers.get(key);
      if (known !== undefined && known.path.length < groupPath.length + given.path.length) continue;
      const path = joined(groupPath, given.path);
      if (known === undefined || comparePaths(path, known.path) < 0) {
        powers.set(key, powerOf(given, object, path));
      }
    }
  }
}

function joined(groups: readonly PathStep[], roles: readonly PathStep[]): readonly PathStep[] {
  if (roles.length === 0) return groups;
  return groups.length === 0 ? roles : [...groups, ...roles];
}

function powerOf(given: RoleGrant, { type, id }: GrantedObject, path: readonly PathStep[]): Power {
  const { permission, restrictObjectType } = given;
  return { permission, restrictObjectType, on: { type, id }, path };
}

const keys = new WeakMap<RoleGrant, string>();

/** Permission and restriction as one text; any character may stand in either. */
function keyOf(grant: RoleGrant): string {
  let key = keys.get(grant);
  if (key === undefined) {
    key = JSON.stringify([grant.permission, grant.restrictObjectType]);
    keys.set(grant, key);
  }
  return key;
}

const WIDEST_FIRST = ['organization', 'org_project', 'project'];
const rankOf = (order: readonly string[], word: string): number =>
  order.includes(word) ? order.indexOf(word) : order.length;

function compareObjects(a: GrantedObject, b: GrantedObject): number {
  return (
    rankOf(WIDEST_FIRST, a.type) - rankOf(WIDEST_FIRST, b.type) ||
    compareText(a.type, b.type) ||
    compareText(a.id, b.id)
  );
}

function comparePowers(a: Power, b: Power): number {
  return (
    rankOf(PERMISSIONS, a.permission) - rankOf(PERMISSIONS, b.permission) ||
    compareText(a.permission, b.permission) ||
    compareText(a.restrictObjectType ?? '', b.restrictObjectType ?? '') ||
    Number(b.restrictObjectType === null) - Number(a.restrictObjectType === null)
  );
}
