import { comparePaths, shortestWays, stepsOf, type GraphNode } from './graph';
import type { Given, Grant, GrantedObject, GrantsOf } from './grant-index';
import type { PathStep, Power } from './types';

/** The grants to a holder directly, and the groups that they are directly in. */
export type Origins = { own: readonly Grant[]; groups: readonly GraphNode[] };

/** Packs two ranks into one number. Memory couldn't hold this many kinds of permissions. */
const MOST_PERMITTED = 2 ** 22;

/**
 * Lists each distinct (permission, restriction, object) with its shortest path. Sorted: the organization, all
 * projects, projects, then the rest. Doesn't depend on the order of the input.
 */
export function listPowers({ own, groups }: Origins, ofGroup: GrantsOf): readonly Power[] {
  const best = new Map<number, Power>();
  offer(best, own, []);
  for (const found of shortestWays(groups)) {
    const grants = ofGroup.get(found.node.step.id);
    if (grants !== undefined) offer(best, grants, stepsOf(found));
  }
  return Float64Array.from(best.keys())
    .sort()
    .reduce<Power[]>((sorted, key) => {
      const power = best.get(key);
      if (power !== undefined) sorted.push(power);
      return sorted;
    }, []);
}

function offer(
  best: Map<number, Power>,
  grants: readonly Grant[],
  groupPath: readonly PathStep[],
): void {
  for (const { object, bundle } of grants) {
    for (const given of bundle.least) {
      const key = object.rank * MOST_PERMITTED + given.what.rank;
      const known = best.get(key);
      if (known !== undefined && known.path.length < groupPath.length + given.path.length) continue;
      const path = joined(groupPath, given.path);
      if (known === undefined || comparePaths(path, known.path) < 0) {
        best.set(key, powerOf(given, object, path));
      }
    }
  }
}

function joined(groups: readonly PathStep[], roles: readonly PathStep[]): readonly PathStep[] {
  if (roles.length === 0) return groups;
  return groups.length === 0 ? roles : [...groups, ...roles];
}

function powerOf({ what }: Given, { on }: GrantedObject, path: readonly PathStep[]): Power {
  const { permission, restrictObjectType } = what;
  return { permission, restrictObjectType, on, path };
}
