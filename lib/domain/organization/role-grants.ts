import { buildGraph, shortestWays, stepsOf, type Graph } from './graph';
import { PERMISSIONS } from './permissions';
import type { PathStep, Role, RolePermission } from './types';

/** A permission of a role, its own or inherited, and the roles that it comes through. */
export type RoleGrant = RolePermission & { path: readonly PathStep[] };

/**
 * Returns what a role gives, inherited permissions included: each (permission, restriction) with its shortest
 * path. A deleted or unlisted role gives nothing. The system role Owner always gives all eight permissions,
 * even if Braintrust lists fewer.
 */
export function roleGrants(roles: readonly Role[]): (roleId: string) => readonly RoleGrant[] {
  const graph = buildGraph('role', roles, (role) =>
    role.memberRoles.map((inherited) => [role.id, inherited]),
  );
  const own = ownPermissions(roles);
  const known = new Map<string, readonly RoleGrant[]>();
  return (roleId) => {
    let grants = known.get(roleId);
    if (grants === undefined) known.set(roleId, (grants = collect(graph, own, roleId)));
    return grants;
  };
}

function ownPermissions(roles: readonly Role[]): ReadonlyMap<string, readonly RolePermission[]> {
  const own = new Map<string, RolePermission[]>();
  for (const role of roles) {
    if (role.deleted) continue;
    const isOwner = role.organizationId === null && role.name === 'Owner';
    own.set(role.id, [
      ...(own.get(role.id) ?? []),
      ...(isOwner ? UNRESTRICTED : []),
      ...role.memberPermissions,
    ]);
  }
  return own;
}

/** All eight permissions, unrestricted. */
export const UNRESTRICTED: readonly RolePermission[] = PERMISSIONS.map((permission) => ({
  permission,
  restrictObjectType: null,
}));

function collect(
  graph: Graph,
  own: ReadonlyMap<string, readonly RolePermission[]>,
  roleId: string,
): readonly RoleGrant[] {
  const start = graph.get(roleId);
  if (start === undefined) return [];
  const grants: RoleGrant[] = [];
  const seen = new Map<string, Set<string | null>>();
  for (const found of shortestWays([start])) {
    const path = stepsOf(found);
    for (const { permission, restrictObjectType } of own.get(found.node.step.id) ?? []) {
      const restrictions = seen.get(permission) ?? new Set();
      seen.set(permission, restrictions);
      if (restrictions.has(restrictObjectType)) continue;
      restrictions.add(restrictObjectType);
      grants.push({ permission, restrictObjectType, path });
    }
  }
  return grants;
}
