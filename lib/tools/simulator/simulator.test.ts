import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addKey,
  addKeys,
  addMember,
  addServiceToken,
  defaultStrategies,
  hostileName,
  removeKey,
  removeMember,
  tokenExchange,
  type Simulator,
} from '.';
import { ask, closeAll, idsOf, impersonate, simulate } from './testing/client';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await simulate({ strategies: tokenExchange });
});
afterAll(closeAll);

const memberNamed = (given: string) => {
  const member = simulator.organization.members.find(({ given_name }) => given_name === given);
  if (member === undefined) throw new Error(`Nobody is called ${given}.`);
  return member;
};
const keyIdsOf = (userId: string) =>
  simulator.organization.keys.filter(({ user_id }) => user_id === userId).map(({ id }) => id);

describe('keys', () => {
  test('an owner lists its own keys only, newest first, never a secret', async () => {
    const answer = await ask(simulator, simulator.keys.owner, 'GET /v1/api_key');
    expect(idsOf(answer)).toEqual(keyIdsOf(memberNamed('Ana').id));
    const created = answer.objects().map((key) => String(key.created));
    expect(created).toEqual([...created].sort().reverse());
    expect(answer.text).not.toContain('"key"');
    expect(answer.text).not.toContain(simulator.keys.owner);
  });

  test('keys page by limit, starting_after and ending_before', async () => {
    const token = await impersonate(simulator, memberNamed('Gustav').id);
    const get = async (query: string) =>
      idsOf(await ask(simulator, token, `GET /v1/api_key?${query}`));
    const all = await get('');
    expect(all).toHaveLength(7);
    expect(await get('limit=3')).toEqual(all.slice(0, 3));
    expect(await get(`limit=3&starting_after=${all[2]!}`)).toEqual(all.slice(3, 6));
    expect(await get(`limit=3&starting_after=${all[6]!}`)).toEqual([]);
    expect(await get(`limit=2&ending_before=${all[5]!}`)).toEqual(all.slice(3, 5));
    expect(await get(`ids=${all[1]!}&ids=${all[4]!}`)).toEqual([all[1], all[4]]);
    expect(await get('api_key_name=asdf')).toHaveLength(1);
    expect(await get('org_name=somebody-else')).toEqual([]);
  });

  test.each(['limit=-1', 'limit=x', 'starting_after=nobody', 'starting_after=a&ending_before=b'])(
    'refuses %s',
    async (query) => {
      const answer = await ask(simulator, simulator.keys.owner, `GET /v1/api_key?${query}`);
      expect(answer.status).toBe(400);
    },
  );

  test('creating one is refused in Braintrust’s words', async () => {
    const body = { name: 'new' };
    const answer = await ask(simulator, simulator.keys.owner, 'POST /v1/api_key', { body });
    expect([answer.status, answer.text]).toEqual([403, 'API keys cannot create API keys']);
    expect(answer.type).toContain('text/plain');
  });

  test('own keys can be got and deleted by id, others’ not unless the strategy says so', async () => {
    const added = addKey(simulator.organization, { user_id: memberNamed('Ana').id });
    const { owner } = simulator.keys;
    expect((await ask(simulator, owner, `GET /v1/api_key/${added.id}`)).field('id')).toBe(added.id);
    const [theirs] = keyIdsOf(memberNamed('Gustav').id);
    expect((await ask(simulator, owner, `DELETE /v1/api_key/${theirs!}`)).status).toBe(404);
    simulator.strategies.ownerKeyAccess = true;
    expect((await ask(simulator, owner, `GET /v1/api_key/${theirs!}`)).status).toBe(200);
    simulator.strategies.ownerKeyAccess = false;
    expect((await ask(simulator, owner, `DELETE /v1/api_key/${added.id}`)).field('id')).toBe(
      added.id,
    );
    expect(keyIdsOf(memberNamed('Ana').id)).not.toContain(added.id);
  });

  test('an older data plane does not send expires_at at all', async () => {
    simulator.strategies.expiresAt = false;
    const answer = await ask(simulator, simulator.keys.owner, 'GET /v1/api_key');
    simulator.strategies.expiresAt = true;
    expect(answer.text).not.toContain('expires_at');
    expect(answer.objects().length).toBeGreaterThan(0);
  });
});

describe('who is asking', () => {
  test.each(['GET /v1/api_key', 'GET /v1/user', 'POST /api/self/me', 'POST /v1/impersonate'])(
    '%s is 401 in plain text for an unknown and for a revoked key',
    async (request) => {
      for (const secret of ['sk-fake-unknown', simulator.keys.revoked, '']) {
        const answer = await ask(simulator, secret, request);
        expect(answer.status).toBe(401);
        expect(answer.type).toContain('text/plain');
      }
    },
  );

  test('self/me and the app’s login name the caller’s organizations', async () => {
    const { owner, twoOrganizations } = simulator.keys;
    const me = await ask(simulator, owner, 'POST /api/self/me');
    expect(me.json).toEqual({
      id: memberNamed('Ana').id,
      email: 'ana.ferreira@acme.example',
      organizations: [{ id: simulator.orgId, name: 'acme' }],
    });
    const login = await ask(simulator, twoOrganizations, 'POST /api/apikey/login');
    expect(login.objects('org_info').map(({ name }) => name)).toEqual(['acme', 'acme-labs']);
    expect(login.objects('org_info')[0]?.api_url).toBe(simulator.url);
  });

  test('both identity calls can be absent', async () => {
    Object.assign(simulator.strategies, { selfMe: false, appLogin: false });
    const me = await ask(simulator, simulator.keys.owner, 'POST /api/self/me');
    const login = await ask(simulator, simulator.keys.owner, 'POST /api/apikey/login');
    Object.assign(simulator.strategies, { selfMe: true, appLogin: true });
    expect([me.status, login.status]).toEqual([404, 404]);
  });

  test('a key whose record is deleted no longer answers, nor does a token that it got', async () => {
    const own = await simulate({ seed: 3, strategies: tokenExchange });
    const [member] = own.organization.members;
    const token = await impersonate(own, member!.id);
    expect((await ask(own, token, 'GET /v1/api_key')).status).toBe(200);
    const mine = own.organization.keys.find(({ name }) => name === 'latchkey-audit');
    removeKey(own.organization, mine!.id);
    expect((await ask(own, own.keys.owner, 'GET /v1/user')).status).toBe(401);
    expect((await ask(own, token, 'GET /v1/api_key')).status).toBe(401);
  });

  test('the keyless owner is an owner without keys', async () => {
    const answer = await ask(simulator, simulator.keys.ownerWithoutKeys, 'GET /v1/api_key');
    expect(idsOf(answer)).toEqual([]);
    const token = await impersonate(
      simulator,
      memberNamed('Ben').id,
      simulator.keys.ownerWithoutKeys,
    );
    expect(token).toMatch(/^bt-fake-imp-/);
  });
});

describe('impersonation', () => {
  test('a token lists exactly that member’s keys, for every member', async () => {
    for (const { id } of simulator.organization.members) {
      const token = await impersonate(simulator, id);
      expect(idsOf(await ask(simulator, token, 'GET /v1/api_key')).sort()).toEqual(
        keyIdsOf(id).sort(),
      );
    }
  });

  test.each(['nonOwner', 'fakeOwnersGroup', 'weakServiceToken'] as const)(
    '%s is refused',
    async (who) => {
      const body = { user_id: memberNamed('Gustav').id };
      const answer = await ask(simulator, simulator.keys[who], 'POST /v1/impersonate', { body });
      expect(answer.status).toBe(403);
    },
  );

  test('an owner service token may, a token may not impersonate further', async () => {
    const token = await impersonate(
      simulator,
      memberNamed('Emeka').id,
      simulator.keys.serviceToken,
    );
    expect(token).toMatch(/^bt-fake-imp-/);
    const body = { user_id: memberNamed('Ben').id };
    expect((await ask(simulator, token, 'POST /v1/impersonate', { body })).status).toBe(403);
  });

  test('an unknown user is 403, a body without user_id 400', async () => {
    const { owner } = simulator.keys;
    const unknown = await ask(simulator, owner, 'POST /v1/impersonate', { body: { user_id: 'x' } });
    expect(unknown.status).toBe(403);
    expect((await ask(simulator, owner, 'POST /v1/impersonate', { body: {} })).status).toBe(400);
  });

  test('a header that is ignored brings the caller’s own keys', async () => {
    const headers = { 'x-bt-impersonate-user': memberNamed('Gustav').id };
    const answer = await ask(simulator, simulator.keys.owner, 'GET /v1/api_key', { headers });
    expect(idsOf(answer)).toEqual(keyIdsOf(memberNamed('Ana').id));
  });

  test('honoured, it takes an id or an e-mail and self/me names the target', async () => {
    simulator.strategies.header = 'honoured';
    const gustav = memberNamed('Gustav');
    for (const who of [gustav.id, gustav.email ?? '']) {
      const headers = { 'x-bt-impersonate-user': who };
      const keys = await ask(simulator, simulator.keys.owner, 'GET /v1/api_key', { headers });
      expect(idsOf(keys).sort()).toEqual(keyIdsOf(gustav.id).sort());
      const me = await ask(simulator, simulator.keys.owner, 'POST /api/self/me', { headers });
      expect(me.field('id')).toBe(gustav.id);
      const stranger = await ask(simulator, simulator.keys.nonOwner, 'GET /v1/api_key', {
        headers,
      });
      expect(stranger.status).toBe(403);
    }
    simulator.strategies.header = 'off';
    const headers = { 'x-bt-impersonate-user': gustav.id };
    const off = await ask(simulator, simulator.keys.owner, 'GET /v1/api_key', { headers });
    simulator.strategies.header = 'ignored';
    expect(off.status).toBe(403);
  });

  test('switched off it is 404', async () => {
    simulator.strategies.impersonate = 'off';
    const body = { user_id: memberNamed('Ben').id };
    const answer = await ask(simulator, simulator.keys.owner, 'POST /v1/impersonate', { body });
    simulator.strategies.impersonate = 'token';
    expect(answer.status).toBe(404);
  });
});

describe('org-wide list', () => {
  const path = 'GET /v1/organization/api_keys';
  const list = async (who: string, query = '') =>
    idsOf(await ask(simulator, who, `${path}?limit=1000${query}`));

  test('does not exist by default', async () => {
    expect((await ask(simulator, simulator.keys.owner, path)).status).toBe(404);
  });

  test('holds every key, leavers’ included, for owners; nothing for others', async () => {
    simulator.strategies.organizationList = 'on';
    const { keys, departedKeys } = simulator.organization;
    const all = await list(simulator.keys.owner, `&org_id=${simulator.orgId}`);
    expect(all.sort()).toEqual([...keys, ...departedKeys].map(({ id }) => id).sort());
    expect(await list(simulator.keys.nonOwner)).toEqual([]);
    expect(await list(simulator.keys.owner, '&org_id=another')).toEqual([]);
    simulator.strategies.organizationList = 'empty';
    expect(await list(simulator.keys.owner)).toEqual([]);
    simulator.strategies.organizationList = 'short';
    const short = await list(simulator.keys.owner);
    simulator.strategies.organizationList = 'off';
    expect(short.length).toBeLessThan(keys.length - 10);
    expect(short).toEqual(expect.arrayContaining(keyIdsOf(memberNamed('Ana').id)));
  });
});

describe('people and power', () => {
  test('the roster pages to the end without gaps', async () => {
    const seen: string[] = [];
    for (;;) {
      const after = seen.length === 0 ? '' : `&starting_after=${seen[seen.length - 1]!}`;
      const page = await ask(simulator, simulator.keys.owner, `GET /v1/user?limit=10${after}`);
      if (idsOf(page).length === 0) break;
      seen.push(...idsOf(page));
    }
    expect(seen.sort()).toEqual(simulator.organization.members.map(({ id }) => id).sort());
  });

  test('list_org is a bare array, for those who may read ACLs', async () => {
    const { owner, nonOwner, fakeOwnersGroup } = simulator.keys;
    const acls = await ask(simulator, owner, 'GET /v1/acl/list_org?org_name=acme&limit=1000');
    expect(acls.json).toEqual(simulator.organization.acls);
    expect((await ask(simulator, nonOwner, 'GET /v1/acl/list_org')).status).toBe(403);
    expect((await ask(simulator, fakeOwnersGroup, 'GET /v1/acl/list_org')).status).toBe(200);
    expect((await ask(simulator, owner, 'GET /v1/acl/list_org?org_name=x')).status).toBe(400);
  });

  test.each([
    ['group', 'groups'],
    ['role', 'roles'],
    ['project', 'projects'],
    ['service_token', 'serviceTokens'],
  ] as const)('GET /v1/%s gives what there is, and one by id', async (path, list) => {
    const truth = simulator.organization[list];
    const answer = await ask(simulator, simulator.keys.owner, `GET /v1/${path}?limit=1000`);
    expect(answer.objects()).toEqual(truth);
    const id = truth[0]!.id;
    const one = await ask(simulator, simulator.keys.owner, `GET /v1/${path}/${id}`);
    expect(one.json).toEqual(truth[0]);
  });

  test('organizations are those that the key reaches', async () => {
    const names = async (who: string) =>
      (await ask(simulator, who, 'GET /v1/organization')).objects().map(({ name }) => name);
    expect(await names(simulator.keys.owner)).toEqual(['acme']);
    expect(await names(simulator.keys.twoOrganizations)).toEqual(['acme', 'acme-labs']);
    const one = `GET /v1/organization/${simulator.orgId}`;
    expect((await ask(simulator, simulator.keys.owner, one)).field('name')).toBe('acme');
  });

  test('an organization of the key’s two is chosen by org_name', async () => {
    const { twoOrganizations } = simulator.keys;
    const labs = await ask(simulator, twoOrganizations, 'GET /v1/user?org_name=acme-labs');
    expect(idsOf(labs)).toHaveLength(4);
    const other = await ask(simulator, simulator.keys.owner, 'GET /v1/user?org_name=acme-labs');
    expect(idsOf(other)).toEqual([]);
  });
});

test('calls are counted by template, and unknown paths by name', async () => {
  simulator.resetCalls();
  await ask(simulator, simulator.keys.owner, 'GET /v1/api_key?limit=1');
  await ask(simulator, simulator.keys.owner, `GET /v1/organization/${simulator.orgId}`);
  await ask(simulator, simulator.keys.owner, 'PUT /v1/service_token', { body: {} });
  expect(simulator.calls()).toEqual({
    'GET /v1/api_key': 1,
    'GET /v1/organization/{organization_id}': 1,
    'PUT /v1/service_token': 1,
    total: 3,
    answered429: 0,
    maxInFlight: 1,
  });
  expect(simulator.requests().map(({ status }) => status)).toEqual([200, 200, 404]);
});

test('what tests change in the organization is what it answers', async () => {
  const strategies = { ...tokenExchange, organizationList: 'on' } as const;
  const own = await simulate({ members: 5, strategies });
  expect(own.strategies).toEqual({ ...defaultStrategies, ...strategies });
  const joiner = addMember(own.organization, { email: null });
  const key = addKey(own.organization, { user_id: joiner.id });
  const list = async (path: string) => idsOf(await ask(own, own.keys.owner, `GET ${path}`));
  expect(await list('/v1/user')).toContain(joiner.id);
  expect(idsOf(await ask(own, await impersonate(own, joiner.id), 'GET /v1/api_key'))).toEqual([
    key.id,
  ]);
  removeMember(own.organization, joiner.id);
  expect(await list('/v1/user')).not.toContain(joiner.id);
  expect(await list('/v1/organization/api_keys')).toContain(key.id);
  const token = addServiceToken(own.organization, { name: hostileName('any') });
  expect(await list('/v1/service_token')).toContain(token.id);
  const mine = own.organization.keys.find(({ name }) => name === 'ana-macbook');
  mine!.user_id = own.organization.members[0]!.id;
  own.touch();
  expect(await list('/v1/api_key')).not.toContain(mine!.id);
});

test.each([0, 1])('a roster of %i still has all its keys', async (members) => {
  const small = await simulate({ members });
  for (const who of ['owner', 'nonOwner', 'fakeOwnersGroup', 'ownerWithoutKeys'] as const) {
    expect((await ask(small, small.keys[who], 'POST /api/self/me')).status).toBe(200);
  }
  const users = await ask(small, small.keys.owner, 'GET /v1/user');
  expect(idsOf(users)).toHaveLength(members);
  expect((await ask(small, small.keys.owner, 'GET /v1/acl/list_org')).status).toBe(200);
  expect((await ask(small, small.keys.nonOwner, 'GET /v1/acl/list_org')).status).toBe(403);
});

test('5,000 keys of one member page to the end', async () => {
  const own = await simulate({ members: 2, strategies: tokenExchange });
  const [holder] = own.organization.members;
  const before = own.organization.keys.filter(({ user_id }) => user_id === holder!.id).length;
  addKeys(own.organization, 5_000, { user_id: holder!.id });
  const token = await impersonate(own, holder!.id);
  const seen = new Set<string>();
  for (let after = ''; ;) {
    const page = idsOf(await ask(own, token, `GET /v1/api_key?limit=1000${after}`));
    if (page.length === 0) break;
    for (const id of page) seen.add(id);
    after = `&starting_after=${page[page.length - 1]!}`;
  }
  expect(seen.size).toBe(5_000 + before);
});

test('10,000 members are served whole', async () => {
  const large = await simulate({ members: 10_000 });
  const last = large.organization.members[9_999];
  const page = await ask(
    large,
    large.keys.owner,
    `GET /v1/user?limit=1000&starting_after=${large.organization.members[8_999]!.id}`,
  );
  expect(idsOf(page).at(-1)).toBe(last?.id);
  expect(idsOf(page)).toHaveLength(1000);
});
