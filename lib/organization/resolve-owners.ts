import type { GroupId, MemberId, OrganizationId, RoleId } from '@/lib/core';
import type { Acl, Grants, Group, Role } from './types';

/** The eight permissions that together are as much as the role Owner; one bit each. */
const OWNER_PERMISSIONS = [
  'create',
  'read',
  'update',
  'delete',
  'create_acls',
  'read_acls',
  'update_acls',
  'delete_acls',
] as const;
const BIT_OF = new Map<string, number>(OWNER_PERMISSIONS.map((name, index) => [name, 1 << index]));
const ALL_BITS = (1 << OWNER_PERMISSIONS.length) - 1;

/**
 * The members who own the organization: by a grant on the organization itself, direct or through
 * undeleted groups, they hold the system role Owner or all eight permissions unrestricted, from
 * any mix of permissions and roles. Names of groups say nothing.
 *
 * Additive and independent of order; cycles of groups or roles are harmless. Ids that are granted
 * something without being on the roster are in the answer too.
 * *Source*: `GET /v1/group`, `/v1/role`, `/v1/acl/list_org`.
 */
export function resolveOwners(grants: Grants, organizationId: OrganizationId): Set<MemberId> {
  const roleBits = bitsOfRoles(grants.roles);
  const userBits = new Map<MemberId, number>();
  const groupBits = new Map<GroupId, number>();
  for (const acl of grants.acls) {
    const bits = bitsOfAcl(acl, organizationId, roleBits);
    if (bits === 0) continue;
    if (acl.userId !== null) addBits(userBits, acl.userId, bits);
    if (acl.groupId !== null) addBits(groupBits, acl.groupId, bits);
  }
  const groups = grants.groups.filter((group) => !group.deleted);
  flowToMemberGroups(groups, groupBits);
  for (const group of groups) {
    const bits = groupBits.get(group.id) ?? 0;
    if (bits === 0) continue;
    for (const user of group.memberUsers) addBits(userBits, user, bits);
  }
  const owners = new Set<MemberId>();
  for (const [user, bits] of userBits) if (bits === ALL_BITS) owners.add(user);
  return owners;
}

/** Adds bits to an entry; true where that made it larger. */
function addBits<Id>(map: Map<Id, number>, id: Id, bits: number): boolean {
  const before = map.get(id) ?? 0;
  const after = before | bits;
  if (after === before) return false;
  map.set(id, after);
  return true;
}

function bitsOfAcl(
  acl: Acl,
  organizationId: OrganizationId,
  roleBits: ReadonlyMap<RoleId, number>,
): number {
  if (acl.objectType !== 'organization' || acl.objectId !== organizationId) return 0;
  if (acl.restrictObjectType !== null) return 0;
  const permission = acl.permission === null ? 0 : (BIT_OF.get(acl.permission) ?? 0);
  const role = acl.roleId === null ? 0 : (roleBits.get(acl.roleId) ?? 0);
  return permission | role;
}

/** What each undeleted role gives, inherited roles included. */
function bitsOfRoles(roles: readonly Role[]): Map<RoleId, number> {
  const alive = roles.filter((role) => !role.deleted);
  const bits = new Map<RoleId, number>();
  const heirs = new Map<RoleId, RoleId[]>();
  for (const role of alive) {
    addBits(bits, role.id, ownBits(role));
    for (const inherited of role.memberRoles) append(heirs, inherited, role.id);
  }
  spread(bits, heirs);
  return bits;
}

function ownBits(role: Role): number {
  if (role.organizationId === null && role.name === 'Owner') return ALL_BITS;
  let bits = 0;
  for (const { permission, restrictObjectType } of role.memberPermissions) {
    if (restrictObjectType === null) bits |= BIT_OF.get(permission) ?? 0;
  }
  return bits;
}

/** A group contains the users of its member groups, so what it is granted flows down to these. */
function flowToMemberGroups(groups: readonly Group[], bits: Map<GroupId, number>): void {
  const alive = new Set(groups.map((group) => group.id));
  for (const id of [...bits.keys()]) if (!alive.has(id)) bits.delete(id);
  const below = new Map<GroupId, GroupId[]>();
  for (const group of groups) {
    for (const member of group.memberGroups) if (alive.has(member)) append(below, group.id, member);
  }
  spread(bits, below);
}

/** Lets bits flow along the edges until nothing changes: at most eight visits a node, cycles or not. */
function spread<Id>(bits: Map<Id, number>, edges: ReadonlyMap<Id, readonly Id[]>): void {
  const work = [...bits.keys()];
  for (let from = work.pop(); from !== undefined; from = work.pop()) {
    const flowing = bits.get(from) ?? 0;
    for (const to of edges.get(from) ?? []) if (addBits(bits, to, flowing)) work.push(to);
  }
}

function append<Id>(map: Map<Id, Id[]>, key: Id, value: Id): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
