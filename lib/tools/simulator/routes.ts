import { deleteKey, getKey, listOrganizationKeys, listOwnKeys } from './key-routes';
import { issueToken, userIdOf, type Principal } from './identify';
import { listReply } from './paging';
import { presentersFor, type Presenters } from './present';
import type { OrganizationData, ServiceAccountRecord, UserRecord } from './records';
import { absentRoute, json, text, type Call, type Reply, type World } from './world';

type Handler = (world: World, call: Call, principal: Principal) => Reply;

/** Every route of the data plane, by `METHOD /path-template`. */
export const routes: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['GET /v1/api_key', listOwnKeys],
  ['GET /v1/api_key/{api_key_id}', getKey],
  ['DELETE /v1/api_key/{api_key_id}', deleteKey],
  ['POST /v1/api_key', () => text(403, 'API keys cannot create API keys')],
  ['POST /v1/impersonate', impersonate],
  ['POST /api/self/me', selfMe],
  ['POST /api/apikey/login', login],
  ['GET /v1/user', listUsers],
  [
    'GET /v1/user/{user_id}',
    oneOf(
      ({ members }) => members,
      (p) => p.user,
    ),
  ],
  [
    'GET /v1/group',
    listOf(
      ({ groups }) => groups,
      (p) => p.group,
      'group_name',
    ),
  ],
  [
    'GET /v1/group/{group_id}',
    oneOf(
      ({ groups }) => groups,
      (p) => p.group,
    ),
  ],
  [
    'GET /v1/role',
    listOf(
      ({ roles }) => roles,
      (p) => p.role,
      'role_name',
    ),
  ],
  [
    'GET /v1/role/{role_id}',
    oneOf(
      ({ roles }) => roles,
      (p) => p.role,
    ),
  ],
  [
    'GET /v1/project',
    listOf(
      ({ projects }) => projects,
      (p) => p.project,
      'project_name',
    ),
  ],
  [
    'GET /v1/project/{project_id}',
    oneOf(
      ({ projects }) => projects,
      (p) => p.project,
    ),
  ],
  [
    'GET /v1/service_token',
    ownersOnly(
      listOf(
        ({ serviceTokens: each }) => each,
        (p) => p.serviceToken,
        'service_token_name',
      ),
    ),
  ],
  [
    'GET /v1/service_token/{service_token_id}',
    ownersOnly(
      oneOf(
        ({ serviceTokens }) => serviceTokens,
        (p) => p.serviceToken,
      ),
    ),
  ],
  ['GET /v1/acl', listAcls],
  ['GET /v1/acl/list_org', listOrganizationAcls],
  [
    'GET /v1/acl/{acl_id}',
    oneOf(
      ({ acls }) => acls,
      (p) => p.acl,
    ),
  ],
  ['GET /v1/organization', listOrganizations],
  ['GET /v1/organization/api_keys', listOrganizationKeys],
  ['GET /v1/organization/{organization_id}', getOrganization],
]);

function impersonate(world: World, call: Call, principal: Principal): Reply {
  if (world.strategies.impersonate === 'off') return absentRoute(world);
  const token = issueToken(world, principal, call.body);
  return typeof token === 'string' ? json({ token }) : token;
}

function selfMe(world: World, _call: Call, asked: Principal): Reply {
  if (world.strategies.selfMe === false) return absentRoute(world);
  const isCaller = world.strategies.selfMe === 'caller' && asked.via === 'header';
  const { credential } = asked;
  const principal = isCaller ? { ...asked, ...credential } : asked;
  const organizations = organizationsOf(world, principal).map(({ id, name }) => ({ id, name }));
  return json({ id: principal.userId, email: principal.email, organizations });
}

function login(world: World, _call: Call, principal: Principal): Reply {
  if (!world.strategies.appLogin) return absentRoute(world);
  const org_info = organizationsOf(world, principal).map(({ id, name }) => ({
    id,
    name,
    api_url: world.apiUrl,
  }));
  return json({ org_info });
}

function listUsers(world: World, call: Call, principal: Principal): Reply {
  const { query } = call;
  const wanted = (field: string) => query.getAll(field);
  const [given, family, emails] = [wanted('given_name'), wanted('family_name'), wanted('email')];
  const matches = (values: string[], value: string | null) =>
    values.length === 0 || (value !== null && values.includes(value));
  const everybody = gather(world, call, principal, (organization) =>
    world.strategies.serviceAccountsListed
      ? [...organization.members, ...organization.serviceAccounts.map(accountAsUser)]
      : organization.members,
  );
  const members =
    given.length + family.length + emails.length === 0
      ? everybody
      : everybody.filter(
          (user) =>
            matches(given, user.given_name) &&
            matches(family, user.family_name) &&
            matches(emails, user.email),
        );
  world.roster.listed = true;
  return listReply(world, call, members, presentersFor(world, call).user);
}

function accountAsUser({ id, email }: ServiceAccountRecord): UserRecord {
  const nothing = { given_name: null, family_name: null, avatar_url: null, created: null };
  return { id, email, ...nothing };
}

/** Requires `object_type`, `object_id`, and the permission `read_acls` on an organization of the caller. */
function listAcls(world: World, call: Call, principal: Principal): Reply {
  const type = call.query.get('object_type');
  const id = call.query.get('object_id');
  if (type === null || id === null) return text(400, 'object_type and object_id are required');
  const readable = organizationsOf(world, principal).filter((each) =>
    mayReadAcls(world, principal, each),
  );
  if (readable.length === 0) return text(403, 'Missing permission read_acls');
  const acls = readable.flatMap((organization) =>
    shownAcls(world, organization).filter(
      ({ object_type, object_id }) => object_type === type && object_id === id,
    ),
  );
  return listReply(world, call, acls, presentersFor(world, call).acl);
}

/** Responds with a bare array. */
function listOrganizationAcls(world: World, call: Call, principal: Principal): Reply {
  const organizations = named(world, call, principal);
  if (organizations.length === 0) return text(400, 'Organization not found');
  if (!organizations.every((each) => mayReadAcls(world, principal, each))) {
    return text(403, 'Missing permission read_acls on the organization');
  }
  const acls = gather(world, call, principal, (organization) => shownAcls(world, organization));
  const reply = listReply(world, call, acls, presentersFor(world, call).acl);
  return reply.status === 200 ? { ...reply, body: unwrapped(reply.body) } : reply;
}

function shownAcls({ strategies }: World, { acls, tokenAcls }: OrganizationData) {
  return strategies.tokenAclsShown ? [...acls, ...tokenAcls] : acls;
}

const WRAPPER = '{"objects":';

function unwrapped(body: string): string {
  return body.slice(WRAPPER.length, -1);
}

function listOrganizations(world: World, call: Call, principal: Principal): Reply {
  const organizations = named(world, call, principal);
  return listReply(world, call, organizations, presentersFor(world, call).organization);
}

function getOrganization(world: World, call: Call, principal: Principal): Reply {
  const found = organizationsOf(world, principal).find(({ id }) => id === call.id);
  return found === undefined ? notFound() : json(presentersFor(world, call).organization(found));
}

/** Selects the presenter for a route's records. */
type Shown<T> = (presenters: Presenters) => (record: T) => unknown;

function listOf<T extends { id: string; name: string }>(
  from: (organization: OrganizationData) => readonly T[],
  shown: Shown<T>,
  nameFilter: string,
): Handler {
  return (world, call, principal) => {
    const name = call.query.get(nameFilter);
    const all = gather(world, call, principal, from);
    const list = name === null ? all : all.filter((record) => record.name === name);
    return listReply(world, call, list, shown(presentersFor(world, call)));
  };
}

function oneOf<T extends { id: string }>(
  from: (organization: OrganizationData) => readonly T[],
  shown: Shown<T>,
): Handler {
  return (world, call, principal) => {
    const all = organizationsOf(world, principal).flatMap(from);
    const found = all.find(({ id }) => id === call.id);
    return found === undefined ? notFound() : json(shown(presentersFor(world, call))(found));
  };
}

/** Callers who aren't owners get an empty list, as on Braintrust's settings page. */
function ownersOnly(handler: Handler): Handler {
  return (world, call, principal) => {
    const { power } = world.directory.current;
    const isOwner = organizationsOf(world, principal).some(
      ({ id }) => power.get(id)?.owners.has(principal.userId) === true,
    );
    if (isOwner) return handler(world, call, principal);
    return call.id === '' ? json({ objects: [] }) : notFound();
  };
}

function organizationsOf({ organizations }: World, { organizationIds }: Principal) {
  return organizations.filter(({ id }) => organizationIds.includes(id));
}

/** The caller's organizations, filtered by `org_name` if given. */
function named(world: World, call: Call, principal: Principal): readonly OrganizationData[] {
  const name = call.query.get('org_name');
  const all = organizationsOf(world, principal);
  return name === null ? all : all.filter((organization) => organization.name === name);
}

function gather<T extends { id: string }>(
  world: World,
  call: Call,
  principal: Principal,
  from: (organization: OrganizationData) => readonly T[],
): readonly T[] {
  const organizations = named(world, call, principal);
  const [only] = organizations;
  if (organizations.length === 1 && only !== undefined) return from(only);
  return [...new Map(organizations.flatMap(from).map((each) => [each.id, each])).values()];
}

function mayReadAcls({ directory }: World, { userId }: Principal, { id }: OrganizationData) {
  return directory.current.power.get(id)?.aclReaders.has(userId) === true;
}

function notFound(): Reply {
  return text(404, 'Not found');
}

/** The ID of the member that an impersonation call asks for. */
export function subjectOf(call: Call): string | undefined {
  return call.template === 'POST /v1/impersonate' ? userIdOf(call.body) : undefined;
}
