import { removeKey } from './change-organization';
import type { Principal } from './identify';
import { newestFirst } from './instants';
import { listReply } from './paging';
import { foreignKeysOf, presentersFor } from './present';
import { hashText } from './random';
import type { ApiKeyRecord, OrganizationData } from './records';
import { absentRoute, json, text, type Call, type Reply, type World } from './world';

/** Lists only the caller's own keys, latest first, even for an owner. */
export function listOwnKeys(world: World, call: Call, principal: Principal): Reply {
  if (principal.via !== null && world.roster.listed) world.roster.keyLists += 1;
  const keys = ownKeys(world, call, principal);
  return listReply(world, call, keys, presentersFor(world, call).key);
}

/** Returns one of the caller's own keys. With `ownerKeyAccess` an owner gets any member's key. */
export function getKey(world: World, call: Call, principal: Principal): Reply {
  const key = reachableKey(world, call, principal);
  return key === undefined ? text(404, 'Not found') : json(presentersFor(world, call).key(key));
}

/** Deletes a key that {@link getKey} would return, and responds with it. A second deletion gets 404. */
export function deleteKey(world: World, call: Call, principal: Principal): Reply {
  const key = reachableKey(world, call, principal);
  if (key === undefined) return text(404, 'Not found');
  if (world.gate.strikes(world.faults.deletedKeysLive, call)) {
    return json(presentersFor(world, call).key(key));
  }
  for (const organization of world.organizations) {
    if (organization.keys.includes(key)) removeKey(organization, key.id);
  }
  return json(presentersFor(world, call).key(key));
}

/**
 * Lists every member's keys, for owners.
 * A caller who isn't an owner gets an empty list, not a refusal. The same goes for an `org_id` that isn't the
 * key's own.
 */
export function listOrganizationKeys(world: World, call: Call, principal: Principal): Reply {
  const { strategies, directory, faults } = world;
  if (strategies.organizationList === 'off') return absentRoute(world);
  const wanted = call.query.get('org_id') ?? principal.organizationIds[0] ?? '';
  const organization = world.organizations.find(({ id }) => id === wanted);
  const isOwner = directory.current.power.get(wanted)?.owners.has(principal.userId) === true;
  const isBound = principal.organizationIds.includes(wanted);
  if (organization === undefined || !isOwner || !isBound) return json({ objects: [] });
  const name = call.query.get('api_key_name');
  const short = faults.shortOrgList || strategies.organizationList === 'short';
  const keys = strategies.organizationList === 'empty' ? [] : everyKey(organization);
  const shown = keys.filter(
    (key) =>
      (name === null || key.name === name) && (!short || survivesShortening(key, principal.userId)),
  );
  return listReply(world, call, shown, presentersFor(world, call).key);
}

function ownKeys(world: World, call: Call, principal: Principal): readonly ApiKeyRecord[] {
  const { gate, faults, directory } = world;
  if (gate.strikes(faults.emptyForEverybody, call)) return [];
  const { keysByUser } = directory.current;
  const isAnothers = principal.via !== null && gate.strikes(faults.wrongIdentity, call);
  const userId = isAnothers ? anotherHolder(keysByUser, principal.userId) : principal.userId;
  const outside = principal.via === null ? principal.credential.outsideKeys : undefined;
  const own = keysByUser.get(userId) ?? outside ?? [];
  const orgName = call.query.get('org_name');
  const keyName = call.query.get('api_key_name');
  const visible =
    orgName === null && keyName === null && principal.via !== null
      ? own
      : own.filter(
          ({ org_id, name }) =>
            (keyName === null || name === keyName) && isOf(world, principal, org_id, orgName),
        );
  const foreign =
    typeof faults.foreignKeys === 'number'
      ? faults.foreignKeys
      : (gate.pick(faults.foreignKeys, call)?.count ?? 0);
  if (foreign === 0) return visible;
  return [...visible, ...foreignKeysOf(userId, principal.email, foreign)].sort(newestFirst);
}

/** A key that is bound to no organization appears in every organization's list. */
function isOf(
  { directory }: World,
  { organizationIds }: Principal,
  organizationId: string | null,
  orgName: string | null,
): boolean {
  if (organizationId === null) return true;
  if (!organizationIds.includes(organizationId)) return false;
  const organization = directory.current.organizationById.get(organizationId);
  return orgName === null || organization?.name === orgName;
}

/** Picks another user who holds keys. */
function anotherHolder(keysByUser: ReadonlyMap<string, unknown>, userId: string): string {
  const holders = [...keysByUser.keys()].filter((id) => id !== userId);
  return holders[hashText(userId) % Math.max(1, holders.length)] ?? userId;
}

function everyKey({ keys, departedKeys }: OrganizationData): readonly ApiKeyRecord[] {
  return [...keys, ...departedKeys].sort(newestFirst);
}

/** Keeps the caller's own keys, so that only a comparison shows that the list is incomplete. */
function survivesShortening({ user_id }: ApiKeyRecord, callerId: string): boolean {
  return user_id === callerId || hashText(user_id ?? '') % 2 === 0;
}

function reachableKey(world: World, { id }: Call, principal: Principal): ApiKeyRecord | undefined {
  const key = world.directory.current.keyById.get(id);
  if (key === undefined || key.user_id === principal.userId) return key;
  const { power } = world.directory.current;
  const isOwner = power.get(key.org_id ?? '')?.owners.has(principal.userId) === true;
  return world.strategies.ownerKeyAccess && isOwner ? key : undefined;
}
