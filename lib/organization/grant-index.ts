import type { OrganizationId } from '@/lib/core';
import { roleGrants, UNRESTRICTED, type RoleGrant } from './role-grants';
import type { Acl, OrganizationContext } from './types';

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

/** Something that is granted on. */
export type GrantedObject = { type: string; id: string; place: Place; index: number };

/** What one access rule gives, whatever it is on. */
export type Bundle = {
  index: number;
  /** What is certain. */
  least: readonly RoleGrant[];
  /** What it could be: more than `least` where roles were not read and it gives one. */
  most: readonly RoleGrant[];
  givesRole: boolean;
};

export type Grant = { index: number; object: GrantedObject; bundle: Bundle };

/** Access rules by who is given something; each distinct grant is one object. */
export type GrantIndex = {
  ofHolder: ReadonlyMap<string, readonly Grant[]>;
  ofGroup: ReadonlyMap<string, readonly Grant[]>;
  /** How many undeleted projects there are; `null`: not read. */
  projectCount: number | null;
};

/**
 * The access rules in a form that is quick to ask. Rules that give nothing are left out: without
 * permission and role, or on a project that is deleted or that nobody listed.
 */
export function indexGrants(
  acls: readonly Acl[],
  context: OrganizationContext,
  organizationId: OrganizationId,
): GrantIndex {
  const places = placesOf(context, organizationId);
  const objectOf = objectTable(places.placeOf);
  const bundleOf = bundleTable(context);
  const grants = new Map<number, Grant>();
  const ofHolder = new Map<string, Grant[]>();
  const ofGroup = new Map<string, Grant[]>();
  for (const acl of acls) {
    const object = objectOf(acl.objectType, acl.objectId);
    const bundle = bundleOf(acl);
    if (object === null || bundle === null) continue;
    const key = object.index * MOST_BUNDLES + bundle.index;
    const grant = grants.get(key) ?? { index: grants.size, object, bundle };
    grants.set(key, grant);
    if (acl.userId !== null) append(ofHolder, acl.userId, grant);
    if (acl.groupId !== null) append(ofGroup, acl.groupId, grant);
  }
  return { ofHolder, ofGroup, projectCount: places.projectCount };
}

/** Two numbers in one: far more bundles than access rules that memory could hold. */
const MOST_BUNDLES = 2 ** 26;

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
    // Some objects (a project's logs) go by the id of their project.
    const place = alive.get(id);
    if (place !== undefined) return place;
    if (gone.has(id)) return null;
    if (!projects.read) return 'unchecked';
    return type === 'project' ? null : 'unplaced';
  };
  return { placeOf, projectCount: projects.read ? alive.size : null };
}

function objectTable(placeOf: PlaceOf) {
  const table = new Map<string, Map<string, GrantedObject | null>>();
  let count = 0;
  return (type: string, id: string): GrantedObject | null => {
    const ofType = table.get(type) ?? new Map<string, GrantedObject | null>();
    table.set(type, ofType);
    let object = ofType.get(id);
    if (object === undefined) {
      const place = placeOf(type, id);
      object = place === null ? null : { type, id, place, index: count++ };
      ofType.set(id, object);
    }
    return object;
  };
}

/** Tells what an access rule gives: both its permission and its role; `null`: nothing. */
function bundleTable({ roles }: OrganizationContext) {
  const grantsOf = roles.read ? roleGrants(roles.value) : null;
  const table = new Map<string, Bundle | null>();
  let count = 0;
  return ({ permission, roleId, restrictObjectType }: Acl): Bundle | null => {
    const key = JSON.stringify([permission, roleId, restrictObjectType]);
    let bundle = table.get(key);
    if (bundle === undefined) {
      const own = permission === null ? [] : [{ permission, restrictObjectType, path: [] }];
      const narrow = (grants: readonly RoleGrant[]) => narrowed(grants, restrictObjectType);
      const byRole = roleId === null || grantsOf === null ? [] : narrow(grantsOf(roleId));
      const unread = roleId !== null && grantsOf === null ? narrow(ANYTHING) : [];
      const least = [...own, ...byRole];
      const most = [...least, ...unread];
      const givesRole = roleId !== null;
      bundle = most.length === 0 ? null : { index: count++, least, most, givesRole };
      table.set(key, bundle);
    }
    return bundle;
  };
}

/** As much as a role that was not read could give. */
const ANYTHING: readonly RoleGrant[] = UNRESTRICTED.map((grant) => ({ ...grant, path: [] }));

/** What is left of a role's permissions under the rule's own restriction: both narrow. */
function narrowed(grants: readonly RoleGrant[], restriction: string | null): readonly RoleGrant[] {
  if (restriction === null) return grants;
  return grants
    .filter((grant) => [null, restriction].includes(grant.restrictObjectType))
    .map((grant) => ({ ...grant, restrictObjectType: restriction }));
}

function append(map: Map<string, Grant[]>, key: string, value: Grant): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
