import type { OrganizationId } from '@/lib/domain/core';
import { compareWords } from './compare-words';
import { compareText } from './graph';
import { comparePermissions } from './permissions';
import { roleGrants, UNRESTRICTED, type RoleGrant } from './role-grants';
import type { Acl, OrganizationContext, PathStep, RolePermission } from './types';

/** Where a granted object is. */
export type Place =
  /** All projects, future ones too. The object is the organization itself or its `org_project`. */
  | 'everywhere'
  /** In another organization, so it gives no access here. */
  | 'elsewhere'
  /** A project or something in one, but the projects weren't read. */
  | 'unchecked'
  /** A single object or a project group. Braintrust doesn't report which projects it belongs to. */
  | 'unplaced'
  /** The index of an existing project. */
  | number;

/** `rank` gives an order that doesn't depend on the order of the input. */
type Ranked<T> = T & { rank: number };

/** The object of a grant. Ranked: the organization, then all projects, then projects, then the rest. */
export type GrantedObject = Ranked<{ on: { type: string; id: string }; place: Place }>;

/** A permission with its restriction, and the roles that it comes through. */
export type Given = { what: Ranked<RolePermission>; path: readonly PathStep[] };

/** What one access rule gives, regardless of its object. */
export type Bundle = {
  index: number;
  least: readonly Given[];
  /** The maximum. More than `least` if the rule gives a role and roles weren't read. */
  most: readonly Given[];
  givesRole: boolean;
};

export type Grant = { index: number; object: GrantedObject; bundle: Bundle };

/** Grants by the id of the holder or group. Equal grants are one object. */
export type GrantsOf = ReadonlyMap<string, readonly Grant[]>;

/** Access rules, indexed for fast lookup. */
export type GrantIndex = {
  ofHolder: GrantsOf;
  ofGroup: GrantsOf;
  /** The number of undeleted projects. `null`: projects weren't read. */
  projectCount: number | null;
};

/**
 * Indexes access rules by holder and by group. Skips rules that give nothing: rules without a permission or
 * role, and rules on a project that is deleted or wasn't listed.
 */
export function indexGrants(
  acls: readonly Acl[],
  context: OrganizationContext,
  organizationId: OrganizationId,
): GrantIndex {
  const { placeOf, projectCount } = placesOf(context, organizationId);
  const objects = objectTable(placeOf);
  const bundles = bundleTable(context);
  const grants = new Map<GrantedObject, Map<Bundle, Grant>>();
  const ofHolder = new Map<string, Grant[]>();
  const ofGroup = new Map<string, Grant[]>();
  let count = 0;
  for (const acl of acls) {
    const object = objects.of(acl.objectType, acl.objectId);
    const bundle = bundles.of(acl);
    if (object === null || bundle === null) continue;
    const onObject = entry(grants, object, () => new Map<Bundle, Grant>());
    const grant = entry(onObject, bundle, () => ({ index: count++, object, bundle }));
    if (acl.userId !== null) entry(ofHolder, acl.userId, () => []).push(grant);
    if (acl.groupId !== null) entry(ofGroup, acl.groupId, () => []).push(grant);
  }
  objects.rank();
  bundles.rank();
  return { ofHolder, ofGroup, projectCount };
}

type PlaceOf = (type: string, id: string) => Place | null;

/** Returns where an object is. `null`: it is deleted, or a project that wasn't listed. */
function placesOf({ projects }: OrganizationContext, organizationId: OrganizationId) {
  const listed = projects.read ? projects.value : [];
  const alive = new Map<string, number>();
  for (const { id, deleted } of listed) if (!deleted && !alive.has(id)) alive.set(id, alive.size);
  const gone = new Set<string>(listed.map(({ id }) => id).filter((id) => !alive.has(id)));
  const placeOf: PlaceOf = (type, id) => {
    if (type === 'organization' || type === 'org_project') {
      return id === organizationId ? 'everywhere' : 'elsewhere';
    }
    // A set of projects. Braintrust doesn't report which ones.
    if (type === 'project_group') return 'unplaced';
    // Some objects, such as a project's logs, have the id of their project.
    const place = alive.get(id);
    if (place !== undefined) return place;
    if (gone.has(id)) return null;
    if (!projects.read) return 'unchecked';
    return type === 'project' ? null : 'unplaced';
  };
  return { placeOf, projectCount: projects.read ? alive.size : null };
}

const WIDEST_FIRST: readonly string[] = ['organization', 'org_project', 'project'];

function objectTable(placeOf: PlaceOf) {
  const table = new Map<string, Map<string, GrantedObject | null>>();
  const all: GrantedObject[] = [];
  const make = (type: string, id: string): GrantedObject | null => {
    const place = placeOf(type, id);
    if (place === null) return null;
    const object = { on: { type, id }, place, rank: 0 };
    all.push(object);
    return object;
  };
  return {
    of: (type: string, id: string): GrantedObject | null =>
      entry(
        entry(table, type, () => new Map<string, GrantedObject | null>()),
        id,
        () => make(type, id),
      ),
    rank: () => {
      rankBy(
        all,
        ({ on: a }, { on: b }) =>
          compareWords(a.type, b.type, WIDEST_FIRST) || compareText(a.id, b.id),
      );
    },
  };
}

/** Returns what an access rule gives: its permission and its role, if it has both. `null`: nothing. */
function bundleTable({ roles }: OrganizationContext) {
  const grantsOf = roles.read ? roleGrants(roles.value) : null;
  const permitted = permittedTable();
  const table = new Map<string, Bundle | null>();
  let count = 0;
  const make = ({ permission, roleId, restrictObjectType }: Acl): Bundle | null => {
    const given = (grants: readonly RoleGrant[]): Given[] =>
      grants.flatMap(({ path, ...grant }) => {
        const narrow = narrowed(grant, restrictObjectType);
        return narrow === null ? [] : [{ what: permitted.of(narrow), path }];
      });
    const own =
      permission === null ? [] : given([{ permission, restrictObjectType: null, path: [] }]);
    const byRole = roleId === null || grantsOf === null ? [] : given(grantsOf(roleId));
    const unread = roleId !== null && grantsOf === null ? given(ANYTHING) : [];
    const least = [...own, ...byRole];
    const most = [...least, ...unread];
    if (most.length === 0) return null;
    return { index: count++, least, most, givesRole: roleId !== null };
  };
  return {
    of: (acl: Acl): Bundle | null => {
      const { permission, roleId, restrictObjectType } = acl;
      if (permission === null && roleId === null) return null;
      const key = JSON.stringify([permission, roleId, restrictObjectType]);
      return entry(table, key, () => make(acl));
    },
    rank: permitted.rank,
  };
}

/** The most that an unread role could give. */
const ANYTHING: readonly RoleGrant[] = UNRESTRICTED.map((grant) => ({ ...grant, path: [] }));

/** Applies the access rule's own restriction on top of the permission's. `null`: nothing is left. */
function narrowed(grant: RolePermission, restriction: string | null): RolePermission | null {
  if (restriction === null || restriction === grant.restrictObjectType) return grant;
  return grant.restrictObjectType === null ? { ...grant, restrictObjectType: restriction } : null;
}

function permittedTable() {
  const table = new Map<string, Map<string | null, Ranked<RolePermission>>>();
  const all: Ranked<RolePermission>[] = [];
  const make = (permission: string, restrictObjectType: string | null) => {
    const permitted = { permission, restrictObjectType, rank: 0 };
    all.push(permitted);
    return permitted;
  };
  return {
    of: ({ permission, restrictObjectType: narrow }: RolePermission): Ranked<RolePermission> =>
      entry(
        entry(table, permission, () => new Map<string | null, Ranked<RolePermission>>()),
        narrow,
        () => make(permission, narrow),
      ),
    rank: () => {
      rankBy(all, comparePermissions);
    },
  };
}

function rankBy<T extends { rank: number }>(all: T[], compare: (a: T, b: T) => number): void {
  all.sort(compare).forEach((each, rank) => {
    each.rank = rank;
  });
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = make();
  map.set(key, value);
  return value;
}
