import { formatNumber, type MemberId, type OrganizationId } from '@/lib/domain/core';
import {
  addFacts,
  addGrant,
  needsProjects,
  byRole,
  everyProject,
  grantsItself,
  levelOf,
  noFacts,
  onSingleObject,
  projectsReached,
  type Bound,
  type Facts,
} from './facts';
import { inOrder, shortestWays, type GraphNode } from './graph';
import { groupGraph } from './group-graph';
import { indexGrants, type Grant, type GrantIndex, type GrantsOf } from './grant-index';
import { listPowers, type Origins } from './list-powers';
import type { OrganizationContext, Power, Reach } from './types';

/**
 * Returns a function that resolves what any holder can do: a member, a service account, or anyone else with a
 * grant.
 *
 * Holders are in groups, and groups are in groups. Access rules give permissions or roles to both, and roles
 * inherit from roles. Grants only add up. Deleted records give nothing. For a part that wasn't read, the most
 * that it could give is assumed. Only results that this would change are unknown. Powers are listed on
 * demand: a large organization has more than fit in memory.
 * *Source*: `GET /v1/group`, `/v1/role`, `/v1/acl/list_org`, `/v1/project`; flow: `GRANT_FLOW`.
 */
export function resolveAccess(
  context: OrganizationContext,
  organizationId: OrganizationId,
): (holder: MemberId) => Reach {
  const { acls, groups } = context;
  if (!acls.read) {
    const nothing = unknownReach(acls.reason);
    return () => nothing;
  }
  const index = indexGrants(acls.value, context, organizationId);
  const { directGroups } = groupGraph(groups.read ? groups.value : []);
  const boundsOf = boundsOfOrigins(context, index);
  const powersOf = keptPowers(index.ofGroup);
  const wideOfGroup = onlyWide(index.ofGroup);
  const shared = new Map<string, Reach>();
  return (holder) => {
    const own = distinct(index.ofHolder.get(holder) ?? []);
    const inGroups = inOrder(directGroups.get(holder) ?? []).filter(boundsOf.givesAnything);
    const key = `${own.map((grant) => grant.index).join()}|${inGroups.map((node) => node.rank).join()}`;
    let reach = shared.get(key);
    if (reach === undefined) {
      const origins = { own, groups: inGroups };
      const wide = { own: own.filter(isWide), groups: inGroups };
      reach = reachOf(boundsOf(origins), context, index, {
        all: () => powersOf(origins),
        // Not cached: they are few, and each holder's are read once.
        wide: () => listPowers(wide, wideOfGroup),
      });
      shared.set(key, reach);
    }
    return reach;
  };
}

type Bounds = Record<Bound, Facts>;

function reachOf(
  { least, most }: Bounds,
  context: OrganizationContext,
  { projectCount, ofGroup }: GrantIndex,
  powers: Record<'all' | 'wide', () => readonly Power[]>,
): Reach {
  /** The value that both bounds agree on. `null`: they differ, so it is unknown. */
  const certain = <T>(answer: (facts: Facts) => T): T | null =>
    answer(least) === answer(most) ? answer(least) : null;
  const reached = certain((facts) => projectsReached(facts, projectCount));
  return Object.freeze({
    level: certain(levelOf) ?? 'unknown',
    atLeast: levelOf(least),
    get powers() {
      return powers.all();
    },
    get widePowers() {
      return powers.wide();
    },
    projectsReached: reached,
    everyProject: certain(everyProject),
    grantsItself: certain(grantsItself),
    unread: reasons(most, context, { anyGroup: ofGroup.size > 0, uncounted: reached === null }),
  });
}

/** Why something about this holder is unknown or incomplete. */
function reasons(
  most: Facts,
  { groups, roles, projects }: OrganizationContext,
  { anyGroup, uncounted }: { anyGroup: boolean; uncounted: boolean },
): readonly string[] {
  const unread: string[] = [];
  if (!groups.read && anyGroup) unread.push(`Groups: ${groups.reason}`);
  if (!roles.read && byRole(most)) unread.push(`Roles: ${roles.reason}`);
  if (!projects.read && needsProjects(most)) unread.push(`Projects: ${projects.reason}`);
  if (projects.read && uncounted && onSingleObject(most)) unread.push(UNPLACED_OBJECTS);
  if (uncounted && most.projectGroups.size > 0) unread.push(inProjectGroups(most.projectGroups));
  return unread;
}

const UNPLACED_OBJECTS =
  'Projects: some grants are on single objects, and Braintrust doesn’t report which projects contain them.';

/** More ids of project groups than this are only counted. */
const MOST_NAMED = 5;

function inProjectGroups(groups: ReadonlySet<string>): string {
  const ids = [...groups].sort();
  const more = ids.length > MOST_NAMED ? ` and ${formatNumber(ids.length - MOST_NAMED)} more` : '';
  return `Projects: some grants are on project groups (${ids.slice(0, MOST_NAMED).join(', ')}${more}), and Braintrust doesn’t report which projects they contain.`;
}

function unknownReach(reason: string): Reach {
  return Object.freeze({
    level: 'unknown',
    atLeast: 'none',
    powers: [],
    widePowers: [],
    projectsReached: null,
    everyProject: null,
    grantsItself: null,
    unread: [`Access rules: ${reason}`],
  });
}

/** Adds up the least and the most that origins give. Sums of groups are cached. */
function boundsOfOrigins({ groups }: OrganizationContext, index: GrantIndex) {
  const empty = (): Bounds => ({
    least: noFacts(index.projectCount),
    most: noFacts(index.projectCount),
  });
  const addAll = (into: Bounds, grants: readonly Grant[]): void => {
    for (const grant of grants) {
      addGrant(into.least, grant, 'least');
      addGrant(into.most, grant, 'most');
    }
  };
  const anyGroup = empty();
  if (!groups.read) for (const grants of index.ofGroup.values()) addAll(anyGroup, grants);

  const known = new Map<GraphNode, Bounds | null>();
  /** `null`: neither the group nor a group that contains it has a grant. */
  const ofGroup = (group: GraphNode): Bounds | null => {
    let bounds = known.get(group);
    if (bounds === undefined) {
      const granted = shortestWays([group]).flatMap(
        ({ node }) => index.ofGroup.get(node.step.id) ?? [],
      );
      bounds = granted.length === 0 ? null : empty();
      if (bounds !== null) addAll(bounds, granted);
      known.set(group, bounds);
    }
    return bounds;
  };
  const boundsOf = ({ own, groups: inGroups }: Origins): Bounds => {
    const bounds = empty();
    addFacts(bounds.most, anyGroup.most);
    addAll(bounds, own);
    for (const group of inGroups) {
      const more = ofGroup(group);
      if (more === null) continue;
      addFacts(bounds.least, more.least);
      addFacts(bounds.most, more.most);
    }
    return bounds;
  };
  return Object.assign(boundsOf, { givesAnything: (group: GraphNode) => ofGroup(group) !== null });
}

/** Listed powers are cached up to this total, because callers read one holder's list several times. */
const MOST_POWERS_KEPT = 50_000;

function keptPowers(ofGroup: GrantsOf): (origins: Origins) => readonly Power[] {
  const kept = new Map<Origins, readonly Power[]>();
  let count = 0;
  return (origins) => {
    let powers = kept.get(origins);
    if (powers === undefined) {
      powers = listPowers(origins, ofGroup);
      count += powers.length;
      if (count > MOST_POWERS_KEPT) {
        kept.clear();
        count = powers.length;
      }
      kept.set(origins, powers);
    }
    return powers;
  };
}

/** Keeps only grants on the organization or on all of its projects. */
function onlyWide(grantsOf: GrantsOf): GrantsOf {
  const wide = [...grantsOf].map(([id, grants]) => [id, grants.filter(isWide)] as const);
  return new Map(wide.filter(([, grants]) => grants.length > 0));
}

const isWide = ({ object }: Grant): boolean => object.place === 'everywhere';

/** Removes duplicates and sorts by index. */
function distinct(grants: readonly Grant[]): Grant[] {
  return [...new Set(grants)].sort((a, b) => a.index - b.index);
}
