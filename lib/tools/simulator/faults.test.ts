import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { hostileNames, noFaults, tokenExchange, type Simulator } from '.';
import { ask, closeAll, idsOf, impersonate, simulate } from './testing/client';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await simulate({ strategies: tokenExchange });
});
afterEach(() => Object.assign(simulator.faults, noFaults()));
afterAll(closeAll);

const get = (path: string) => ask(simulator, simulator.keys.owner, `GET ${path}`);
const outcome = async (path: string) => (await get(path)).status;
const memberWithKeys = () => {
  const holder = simulator.organization.keys.find(({ name }) => name === 'asdf');
  return String(holder?.user_id);
};

describe('scope', () => {
  test('paths, skip and first choose the requests', async () => {
    simulator.faults.status = { status: 500, paths: ['GET /v1/user'], skip: 1, first: 2 };
    const statuses: number[] = [];
    for (let nth = 0; nth < 4; nth += 1) statuses.push(await outcome('/v1/user'));
    expect(statuses).toEqual([200, 500, 500, 200]);
    expect(await outcome('/v1/api_key')).toBe(200);
  });

  test('members are those impersonated or to be, by id or e-mail', async () => {
    const [one, two] = simulator.organization.members;
    simulator.faults.status = { status: 404, members: [one!.email ?? ''] };
    const token = await impersonate(simulator, two!.id);
    expect((await ask(simulator, token, 'GET /v1/api_key')).status).toBe(200);
    const body = { user_id: one!.id };
    const refused = await ask(simulator, simulator.keys.owner, 'POST /v1/impersonate', { body });
    expect(refused.status).toBe(404);
  });

  test('first can count for each member', async () => {
    const [one, two] = simulator.organization.members;
    simulator.faults.status = {
      status: 401,
      paths: ['GET /v1/api_key'],
      first: 1,
      perMember: true,
    };
    for (const { id } of [one!, two!]) {
      const token = await impersonate(simulator, id);
      expect((await ask(simulator, token, 'GET /v1/api_key')).status).toBe(401);
      expect((await ask(simulator, token, 'GET /v1/api_key')).status).toBe(200);
    }
  });

  test('probability is about right and the same every time', async () => {
    const draw = async () => {
      simulator.faults.status = { status: 500, probability: 0.3 };
      const statuses: number[] = [];
      for (let nth = 0; nth < 200; nth += 1) statuses.push(await outcome('/v1/organization'));
      return statuses;
    };
    const first = await draw();
    expect(await draw()).toEqual(first);
    const struck = first.filter((status) => status === 500).length;
    expect(struck).toBeGreaterThan(40);
    expect(struck).toBeLessThan(80);
  });

  test('several entries are tried in order', async () => {
    simulator.faults.status = [
      { status: 500, first: 1 },
      { status: 503, first: 1, retryAfter: 'missing' },
    ];
    expect(await outcome('/v1/user')).toBe(500);
    const second = await get('/v1/user');
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, null]);
    expect(await outcome('/v1/user')).toBe(200);
  });
});

test('an error in JSON says that it is', async () => {
  simulator.faults.status = { status: 400, body: '{"error":"bad"}' };
  const answer = await get('/v1/user');
  expect([answer.status, answer.type, answer.json]).toEqual([
    400,
    'application/json',
    { error: 'bad' },
  ]);
});

describe('the network', () => {
  test('latency delays the answers that it is for, and no others', async () => {
    const delays = vi.spyOn(globalThis, 'setTimeout');
    const delayedBy = (ms: number) => delays.mock.calls.filter((call) => call[1] === ms).length;
    simulator.faults.latencyMs = 61;
    expect(await outcome('/v1/user?limit=1')).toBe(200);
    expect(delayedBy(61)).toBe(1);
    simulator.faults.latencyMs = { ms: 62, paths: ['GET /v1/role'] };
    expect(await outcome('/v1/user?limit=1')).toBe(200);
    expect(delayedBy(62)).toBe(0);
    expect(await outcome('/v1/role')).toBe(200);
    expect(delayedBy(62)).toBe(1);
  });

  test('a rate limit refuses what is beyond the burst, and says when to come back', async () => {
    simulator.faults.rateLimit = { perSecond: 0.5, burst: 5, retryAfter: 3 };
    simulator.resetCalls();
    const answers = await Promise.all(Array.from({ length: 12 }, () => get('/v1/organization')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(7);
    expect(refused[0]!.headers.get('retry-after')).toBe('3');
    expect(simulator.calls()).toMatchObject({ total: 12, answered429: 7 });
  });

  test('Retry-After may be a date, skewed, or missing', async () => {
    simulator.faults.clockSkewMs = 3_600_000;
    simulator.faults.rateLimit = { perSecond: 0.1, burst: 0, retryAfter: 'date' };
    const dated = (await get('/v1/user')).headers;
    for (const name of ['retry-after', 'date']) {
      const aheadMs = Date.parse(dated.get(name) ?? '') - Date.now();
      expect(aheadMs).toBeGreaterThan(3_590_000);
      expect(aheadMs).toBeLessThan(3_610_000);
    }
    simulator.faults.rateLimit = { perSecond: 0.1, burst: 0, retryAfter: 'missing' };
    expect((await get('/v1/user')).headers.get('retry-after')).toBeNull();
  });

  test('a reset cuts the connection before the answer or within it', async () => {
    simulator.faults.reset = { first: 1 };
    await expect(get('/v1/user')).rejects.toThrow();
    simulator.faults.reset = { at: 'middle', first: 1 };
    await expect(get('/v1/user')).rejects.toThrow();
    expect(await outcome('/v1/user')).toBe(200);
  });

  test.each(['nothing', 'headers'] as const)('a hang sends %s and waits', async (after) => {
    simulator.faults.hang = { after, first: 1 };
    simulator.resetCalls();
    const patience = new AbortController();
    const { signal } = patience;
    const hung = ask(simulator, simulator.keys.owner, 'GET /v1/user', { signal });
    const given = expect(hung).rejects.toThrow(/abort/i);
    await expect.poll(() => simulator.calls()['GET /v1/user']).toBe(1);
    // If the hang were answered after all, its response would arrive before this one.
    expect(await outcome('/v1/role')).toBe(200);
    patience.abort();
    await given;
    expect(await outcome('/v1/user')).toBe(200);
  });

  test('truncated JSON ends half-way in a whole answer', async () => {
    simulator.faults.truncatedJson = { first: 1 };
    const answer = await get('/v1/user');
    expect([answer.status, answer.json]).toEqual([200, 'not JSON']);
  });

  test('down is 503 for everybody, or a cut connection, for as long as told', async () => {
    simulator.faults.down = true;
    expect(await outcome('/v1/user')).toBe(503);
    simulator.faults.down = { mode: 'refuse', forMs: 120 };
    await expect(get('/v1/user')).rejects.toThrow();
    await vi.waitFor(async () => expect(await outcome('/v1/user')).toBe(200), { timeout: 120_000 });
  });

  test('goDown refuses connections until it listens again, on the same port', async () => {
    const own = await simulate({ members: 1 });
    await own.goDown();
    await expect(ask(own, own.keys.owner, 'GET /v1/user')).rejects.toThrow();
    await own.listenAgain();
    expect((await ask(own, own.keys.owner, 'GET /v1/user')).status).toBe(200);
  });
});

describe('lists', () => {
  test('a page cap holds below the limit that was asked for', async () => {
    simulator.faults.pageCap = 7;
    const first = idsOf(await get('/v1/user?limit=100'));
    expect(first).toHaveLength(7);
    const next = idsOf(await get(`/v1/user?limit=100&starting_after=${first[6]!}`));
    expect(next).toHaveLength(7);
    expect(first).not.toContain(next[0]);
    simulator.faults.pageCap = { cap: 3, paths: ['GET /v1/group'] };
    expect(idsOf(await get('/v1/user'))).toHaveLength(48);
    expect(idsOf(await get('/v1/group'))).toHaveLength(3);
  });

  test('a looping cursor brings the first page for ever', async () => {
    simulator.faults.loopingCursor = true;
    const first = idsOf(await get('/v1/user?limit=5'));
    expect(idsOf(await get(`/v1/user?limit=5&starting_after=${first[4]!}`))).toEqual(first);
  });

  test.each([
    ['html', /^<!doctype html>/, 'text/html'],
    ['empty', /^$/, 'json'],
    ['array', /^\[/, 'json'],
    ['object', /^\{"unexpected"/, 'json'],
    ['null', /^null$/, 'json'],
    ['text', /^OK$/, 'json'],
  ] as const)('wrong shape %s', async (kind, body, type) => {
    simulator.faults.wrongShape = { kind, paths: ['GET /v1/user'] };
    const answer = await get('/v1/user');
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(body);
    expect(answer.type).toContain(type);
    expect(idsOf(await get('/v1/group')).length).toBeGreaterThan(0);
  });

  test('stray secrets stand in every object of a list', async () => {
    simulator.faults.straySecrets = true;
    for (const path of ['/v1/api_key', '/v1/service_token', '/v1/user']) {
      const objects = (await get(path)).objects();
      for (const object of objects) expect(object.key).toMatch(/^sk-fake-stray-/);
    }
  });

  test('hostile names come as they are, the same each time', async () => {
    const own = await simulate({ members: 400, faults: { hostileNames: true } });
    const users = (await ask(own, own.keys.owner, 'GET /v1/user?limit=1000')).objects();
    const names = new Set(users.map((user) => user.given_name));
    for (const name of hostileNames) {
      expect(names).toContain(name);
    }
    const keys = (await ask(own, own.keys.owner, 'GET /v1/api_key')).objects();
    expect(hostileNames).toContain(keys[0]?.name);
  });

  test('null everything keeps ids and names, and little else', async () => {
    simulator.faults.nullEverything = true;
    const objects = (await get('/v1/api_key')).objects();
    expect(objects.length).toBeGreaterThan(0);
    for (const key of objects) {
      expect(key.name).toEqual(expect.any(String));
      expect(key.user_id ?? null).toBeNull();
      expect(key.org_id ?? null).toBeNull();
    }
    const users = (await get('/v1/user')).objects();
    expect(users.some((user) => !('email' in user))).toBe(true);
    expect(users.some((user) => user.email === null)).toBe(true);
    const created = users.map((user) => user.created);
    expect(created).toEqual(expect.arrayContaining([null, undefined]));
    expect(created.some((at) => String(at).startsWith('2199'))).toBe(true);
    const acls = (await get('/v1/acl/list_org')).text;
    expect(acls).toContain('hologram');
    expect((await get('/v1/role')).text).toContain('teleport');
  });
});

describe('identity', () => {
  test('foreign members cannot be impersonated, and are always the same', async () => {
    simulator.faults.foreignMembers = 2;
    const foreign = simulator.foreignMemberIds();
    expect(foreign).toHaveLength(2);
    const refused: string[] = [];
    for (const { id } of simulator.organization.members) {
      const body = { user_id: id };
      const { owner } = simulator.keys;
      const answer = await ask(simulator, owner, 'POST /v1/impersonate', { body });
      if (answer.status === 403) refused.push(id);
    }
    expect(refused.sort()).toEqual([...foreign].sort());
    simulator.faults.foreignMembers = ['ben.okafor@acme.example'];
    expect(simulator.foreignMemberIds()).toHaveLength(1);
  });

  test('foreign keys stand in the list with another org_id, whatever org_name asks', async () => {
    simulator.faults.foreignKeys = 3;
    const objects = (await get('/v1/api_key?org_name=acme')).objects();
    const foreign = objects.filter(({ org_id }) => org_id !== null && org_id !== simulator.orgId);
    expect(foreign).toHaveLength(3);
    expect(objects).toHaveLength(5);
  });

  test('empty for everybody is empty for a token too', async () => {
    simulator.faults.emptyForEverybody = true;
    const token = await impersonate(simulator, memberWithKeys());
    expect(idsOf(await ask(simulator, token, 'GET /v1/api_key'))).toEqual([]);
  });

  test('wrong identity answers with keys of somebody else', async () => {
    simulator.faults.wrongIdentity = true;
    const userId = memberWithKeys();
    const token = await impersonate(simulator, userId);
    const objects = (await ask(simulator, token, 'GET /v1/api_key')).objects();
    expect(objects.length).toBeGreaterThan(0);
    for (const key of objects) expect(key.user_id).not.toBe(userId);
  });

  test('an honoured header can be ignored for some', async () => {
    const own = await simulate({ strategies: { header: 'honoured' } });
    const [one] = own.organization.members;
    own.faults.ignoredHeader = { members: [one!.id] };
    const headers = { 'x-bt-impersonate-user': one!.id };
    const me = await ask(own, own.keys.owner, 'POST /api/self/me', { headers });
    expect(me.field('email')).toBe('ana.ferreira@acme.example');
  });

  test('tokens expire', async () => {
    const token = await impersonate(simulator, memberWithKeys());
    expect((await ask(simulator, token, 'GET /v1/api_key')).status).toBe(200);
    simulator.faults.tokenTtlMs = 0;
    expect((await ask(simulator, token, 'GET /v1/api_key')).status).toBe(401);
  });

  test('a short org-wide list keeps the caller’s own', async () => {
    const own = await simulate({ strategies: { organizationList: 'on' } });
    const list = async () => idsOf(await ask(own, own.keys.owner, 'GET /v1/organization/api_keys'));
    const whole = await list();
    own.faults.shortOrgList = true;
    expect((await list()).length).toBeLessThan(whole.length);
  });

  test('a roster change set late waits for a listing of its own', async () => {
    const own = await simulate({ strategies: tokenExchange });
    const roster = async () => idsOf(await ask(own, own.keys.owner, 'GET /v1/user?limit=1000'));
    const [first] = await roster();
    const token = await impersonate(own, first!);
    await ask(own, token, 'GET /v1/api_key');
    own.faults.rosterChange = { leave: ['ben.okafor@acme.example'], afterKeyLists: 2 };
    const listKeys = () => ask(own, token, 'GET /v1/api_key');
    for (let nth = 0; nth < 3; nth += 1) await listKeys();
    expect(await roster()).toHaveLength(48);
    await listKeys();
    expect(await roster()).toHaveLength(48);
    await listKeys();
    expect(await roster()).toHaveLength(47);
  });

  test('people leave and join once, after the roster was listed and keys were read', async () => {
    const own = await simulate({
      faults: { rosterChange: { leave: 1, join: 2 } },
      strategies: tokenExchange,
    });
    const roster = async () => idsOf(await ask(own, own.keys.owner, 'GET /v1/user?limit=1000'));
    const before = await roster();
    expect(await roster()).toEqual(before);
    const token = await impersonate(own, before[0]!);
    await ask(own, token, 'GET /v1/api_key');
    await ask(own, token, 'GET /v1/api_key');
    const after = await roster();
    expect(before.filter((id) => !after.includes(id))).toHaveLength(1);
    const joined = after.filter((id) => !before.includes(id));
    expect(joined).toHaveLength(2);
    const newcomer = await impersonate(own, joined[0]!);
    expect(idsOf(await ask(own, newcomer, 'GET /v1/api_key'))).toHaveLength(1);
    const [left] = before.filter((id) => !after.includes(id));
    const body = { user_id: left };
    const gone = await ask(own, own.keys.owner, 'POST /v1/impersonate', { body });
    expect(gone.status).toBe(403);
  });
});
