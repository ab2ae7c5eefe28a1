import type { Credential } from './credentials';
import { hashText } from './random';
import { text, type Call, type Reply, type World } from './world';

/** The user a request is answered for. */
export type Principal = {
  credential: Credential;
  userId: string;
  email: string | null;
  organizationIds: readonly string[];
  /** `null` means the caller acts as itself. */
  via: 'token' | 'header' | null;
};

const BEARER = 'Bearer ';
/** Finds the user behind the `Authorization` header. `undefined` means 401. */
export function identify(world: World, authorization: string | undefined): Principal | undefined {
  if (authorization?.startsWith(BEARER) !== true) return undefined;
  const secret = authorization.slice(BEARER.length);
  const credential = world.credentials.get(secret);
  if (credential !== undefined) {
    const { userId, email, organizationIds } = credential;
    if (!isAlive(world, credential)) return undefined;
    return { credential, userId, email, organizationIds, via: null };
  }
  const token = world.tokens.get(secret);
  if (token === undefined || !isAlive(world, token.credential)) return undefined;
  const ttlMs = world.faults.tokenTtlMs;
  if (ttlMs !== null && performance.now() - token.issuedAtMs >= ttlMs) return undefined;
  return impersonated(world, token.credential, token.userId, 'token');
}

/** The principal after applying `x-bt-impersonate-user`, or the refusal. */
export function impersonateByHeader(
  world: World,
  principal: Principal,
  target: string,
  call: Call,
): Principal | Reply {
  const { faults, strategies, gate } = world;
  if (strategies.header === 'off') return text(403, 'User impersonation is not available');
  if (strategies.header === 'ignored' || gate.strikes(faults.ignoredHeader, call)) return principal;
  const userId = resolveUserId(world, target);
  return (
    refusalOf(world, principal, target, userId) ??
    impersonated(world, principal.credential, userId ?? target, 'header')
  );
}

/** Issues an impersonation token for the member in the body, or returns the refusal. */
export function issueToken(world: World, principal: Principal, body: unknown): Reply | string {
  const target = userIdOf(body);
  if (target === undefined) return text(400, 'user_id is required');
  const refusal = refusalOf(world, principal, target, target);
  if (refusal !== null) return refusal;
  const token = `bt-fake-imp-${crypto.randomUUID()}`;
  const { credential } = principal;
  world.tokens.set(token, { userId: target, credential, issuedAtMs: performance.now() });
  return token;
}

/** Finds a user's ID by ID or email. */
export function resolveUserId({ directory }: World, target: string): string | undefined {
  const { userById, userByEmail } = directory.current;
  return userById.has(target) ? target : userByEmail.get(target)?.id;
}

/** The `user_id` of a request body, if it has one. */
export function userIdOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('user_id' in body)) return undefined;
  return typeof body.user_id === 'string' ? body.user_id : undefined;
}

/** IDs of the members who also belong to another organization because of the fault `foreignMembers`. */
export function foreignMemberIds(world: World): readonly string[] {
  const wanted = world.faults.foreignMembers;
  if (typeof wanted !== 'number') {
    return wanted.flatMap((each) => resolveUserId(world, each) ?? []);
  }
  if (wanted === 0) return [];
  const memo = chosen.get(world);
  if (memo?.wanted === wanted && memo.members === world.organization.members) return memo.ids;
  const ids = membersByLot(world).slice(0, wanted);
  chosen.set(world, { wanted, members: world.organization.members, ids });
  return ids;
}

/** IDs of the members who hold none of our secrets, in an order that depends on the seed. */
export function membersByLot({ seed, organization, credentials }: World): string[] {
  const behindSecrets = new Set([...credentials.values()].map(({ userId }) => userId));
  return organization.members
    .filter(({ id }) => !behindSecrets.has(id))
    .map(({ id }) => ({ id, lot: hashText(`${seed} ${id}`) }))
    .sort((a, b) => a.lot - b.lot)
    .map(({ id }) => id);
}

const chosen = new WeakMap<World, { wanted: number; members: unknown; ids: readonly string[] }>();

function isAlive({ directory }: World, { revoked, keyId }: Credential): boolean {
  return !revoked && (keyId === null || directory.current.keyById.has(keyId));
}

function impersonated(
  { directory }: World,
  credential: Credential,
  userId: string,
  via: 'token' | 'header',
): Principal {
  const { userById, organizationsOfUser } = directory.current;
  const organizationIds = organizationsOfUser.get(userId) ?? [];
  return { credential, userId, email: userById.get(userId)?.email ?? null, organizationIds, via };
}

/** The caller must be an Owner of every organization that the target belongs to. */
function mayImpersonate(world: World, { credential, via }: Principal, target: string): boolean {
  if (via !== null || !credential.impersonates) return false;
  const { organizationsOfUser, power } = world.directory.current;
  const listedBy = organizationsOfUser.get(target) ?? [];
  const foreign = world.organizations.flatMap((each) => each.foreignMemberships[target] ?? []);
  if (listedBy.length === 0 || foreignMemberIds(world).includes(target)) return false;
  return [...listedBy, ...foreign].every(
    (id) => power.get(id)?.owners.has(credential.userId) === true,
  );
}

/** The refusal if the caller can't act as this member, otherwise `null`. */
function refusalOf(
  world: World,
  principal: Principal,
  target: string,
  userId: string | undefined,
): Reply | null {
  const { selfImpersonation, serviceTokenImpersonation } = world.strategies;
  const isServiceToken = principal.credential.secret.startsWith('bt-st-');
  if (isServiceToken && serviceTokenImpersonation === 'unauthorized') {
    return text(401, 'Invalid API key');
  }
  const isSelf = userId === principal.userId;
  const allowed =
    userId !== undefined &&
    (selfImpersonation || !isSelf) &&
    mayImpersonate(world, principal, userId);
  return allowed ? null : text(403, `Not permitted to impersonate user ${target}`);
}
