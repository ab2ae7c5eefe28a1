import type { OrganizationId } from '@/lib/domain/core';
import { compareText } from './graph';
import { PERMISSIONS } from './permissions';
import { roleGrants, UNRESTRICTED, type RoleGrant } from './role-grants';
import type { Acl, OrganizationContext, PathStep, RolePermission } from './types';

/** Where something that is granted on lies. */
export type Place =
  /** All projects, future ones too: the organization itself or its `org_project`. */
  | 'everywhere'
  /** Another organization's: no power here. */
  | 'elsewhere'
  /** A project, or something in one, where it is not known which projects there are. */
  | 'unchecked'
  /** One object, in a project that nobody told. */
  | 'unplaced'
  /** The place of an existing project in the list of these. */
  | number;

/** Something with a place in an order that is the same for any order of input. */
type Ranked<T> = T & { rank: number };

/** Something that is granted on; the organization comes first, then all projects, then single ones. */
export type GrantedObject = Ranked<{ on: { type: string; id: string }; place: Place }>;

/** A permission under one restriction, and the roles that it comes through. */
export type Given = { what: Ranked<RolePermission>; path: readonly PathStep[] };

/** What one access rule gives, whatever it is on. */
export type Bundle = {
  index: number;
  /** What is certain. */
  least: readonly Given[];
  /** What it could be: more than `least` where roles were not read and it gives one. */
  most: readonly Given[];
  givesRole: boolean;
};

export type Grant = { index: number; object: GrantedObject; bundle: Bundle };

/** Grants by the id of whom they are to; each distinct grant is one object. */
export type GrantsOf = ReadonlyMap<string, readonly Grant[]>;

/** Access rules in a form that is quick to ask. */
export type GrantIndex = {
  ofHolder: GrantsOf;
  ofGroup: GrantsOf;
  /** How many undeleted projects there are; `null`: not read. */
  projectCount: number | null;
};

/**
 * Sorts access rules by who is given something. Rules that give nothing are left out: without
 * permission and role, or on a project that is deleted or that nobody listed.
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

/** Tells where an object lies; `null`: it is gone. */
function placesOf({ projects }: OrganizationContext, organizationId: OrganizationId) {
  const listed = projects.read ? projects.value : [];
  const alive = new Map<string, number>();
  for (const { id, deleted } of listed) if (!deleted && !alive.has(id)) alive.set(id, alive.size);
  const gone = new Set<string>(listed.map(({ id }) => id).filter((id) => !alive.has(id)));
  const placeOf: PlaceOf = (type, id) => {
    if (type === 'organization' || type === 'org_project') {
      return id === organizationId ? 'everywhere' : 'elsewhere';
    }
    // A collection of projects: Braintrust does not say which.
    if (type === 'project_group') return 'unplaced';
    // Some objects (a project's logs) go by the id of their project.
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

/** Tells what an access rule gives: both its permission and its role; `null`: nothing. */
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

/** As much as a role that was not read could give. */
const ANYTHING: readonly RoleGrant[] = UNRESTRICTED.map((grant) => ({ ...grant, path: [] }));

/** What is left of a permission under the rule's own restriction: both narrow. `null`: nothing. */
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
      rankBy(
        all,
        (a, b) =>
          compareWords(a.permission, b.permission, PERMISSIONS) ||
          Number(b.restrictObjectType === null) - Number(a.restrictObjectType === null) ||
          compareText(a.restrictObjectType ?? '', b.restrictObjectType ?? ''),
      );
    },
  };
}

/** Known words in the order given, then all others. */
function compareWords(a: string, b: string, known: readonly string[]): number {
  const rankOf = (word: string) => (known.includes(word) ? known.indexOf(word) : known.length);
  return rankOf(a) - rankOf(b) || compareText(a, b);
}

function rankBy<T extends { rank: number }>(all: T[], compare: (a: T, b: T) => number): void {
  all.sort(compare).forEach((each, rank) => {
    each.rank = rank;
  });
}

/** The entry of a map, made where there is none. */
function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = make();
  map.set(key, value);
  return value;
}
