import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditOnce } from '@/lib/features/audits/testing';
import { ENDPOINTS, problemSchema, revocationResultSchema, revocationSchema } from '@/lib/contract';
import { MINUTE_MS, organizationId, toAppError } from '@/lib/domain/core';
import { addKey } from '@/lib/tools/simulator';
import { schema } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import { callEndpoint, startTestServer, type Ask, type TestServer } from './testing/server';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await startTestServer({ members: 6 });
  cookie = await server.cookieOf(server.simulator.keys.owner);
});
afterAll(() => server.close());

const call = (id: string, body?: unknown, ask: Ask = {}) => {
  const endpoint = ENDPOINTS.find((each) => each.id === id);
  if (endpoint === undefined) throw new Error(`There is no ${id}.`);
  const params = { org_id: server.simulator.orgId };
  return callEndpoint(endpoint, params, { cookie, body, ...ask });
};
const state = async (who = cookie) =>
  revocationSchema.parse(await (await call('getRevocation', undefined, { cookie: who })).json());
const problemOf = async (response: Response) => problemSchema.parse(await response.json());
const prove = (api_key: string, ask: Ask = {}) => call('proveForRevocation', { api_key }, ask);
const switchOn = (ask: Ask = {}) => call('setRevocation', { enabled: true }, ask);

/** Moves the proof back by `ms`. */
async function age(ms: number) {
  const { sessions } = schema;
  await server.runtime.store.db
    .update(sessions)
    .set({ provenAt: new Date(Date.now() - ms) })
    .where(eq(sessions.organizationId, organizationId(server.simulator.orgId)));
}

describe('revoking from the app', () => {
  it('is off, and switching it on asks for the key again, though one has just signed in', async () => {
    expect(await state()).toEqual({
      enabled: false,
      enabled_at: null,
      enabled_by: null,
      proof_until: null,
    });
    const response = await switchOn();
    expect(response.status).toBe(403);
    expect((await problemOf(response)).code).toBe('proof-needed');
    expect((await state()).enabled).toBe(false);
  });

  it('takes as proof a key of the one who is signed in, and no other', async () => {
    const { keys } = server.simulator;
    for (const key of ['sk-fake-guess', keys.nonOwner, keys.ownerWithoutKeys, keys.serviceToken]) {
      const response = await prove(key);
      expect(response.status).toBe(403);
      expect((await problemOf(response)).code, key).toBe('proof-refused');
    }
    expect((await call('proveForRevocation', { api_key: '' })).status).toBe(400);
    expect((await state()).proof_until).toBeNull();
    const proven = revocationSchema.parse(await (await prove(` ${keys.owner} `)).json());
    const untilMs = Date.parse(proven.proof_until ?? '');
    expect(untilMs - Date.now()).toBeGreaterThan(9 * MINUTE_MS);
    expect(untilMs - Date.now()).toBeLessThanOrEqual(10 * MINUTE_MS);
  });

  it('holds for ten minutes and for this session only; off needs no proof', async () => {
    const { keys } = server.simulator;
    await prove(keys.owner);
    const other = await server.cookieOf(keys.owner);
    expect((await problemOf(await switchOn({ cookie: other }))).code).toBe('proof-needed');
    await age(10 * MINUTE_MS);
    expect((await problemOf(await switchOn())).code).toBe('proof-needed');
    await age(9 * MINUTE_MS);
    expect(await (await switchOn()).json()).toMatchObject({
      enabled: true,
      enabled_by: 'ana.ferreira@acme.example',
    });
    const since = (await state(other)).enabled_at;
    await switchOn();
    expect((await state()).enabled_at).toBe(since);
    await age(10 * MINUTE_MS);
    const off = await call('setRevocation', { enabled: false }, { cookie: other });
    expect(await off.json()).toMatchObject({ enabled: false, enabled_by: null });
    const told = await server.runtime.store.db.select().from(schema.activity);
    const actions = told.map(({ action }) => action).filter((each) => each.startsWith('revoking'));
    expect(actions.sort()).toEqual(['revoking-switched-off', 'revoking-switched-on']);
  });

  it('limits guesses per session, apart from the guesses at sign-in', async () => {
    const { runtime, simulator } = server;
    const { twoOrganizations, owner } = simulator.keys;
    const other = await server.cookieOf(twoOrganizations, simulator.orgName);
    const codes: string[] = [];
    // Each call has a different address.
    for (let tries = 0; tries < 14; tries += 1) {
      codes.push((await problemOf(await prove('sk-fake-guess', { cookie: other }))).code);
    }
    expect(codes).toContain('proof-refused');
    expect(codes.at(-1)).toBe('too-many-requests');

    const address = 'one-and-the-same';
    const headers = { 'x-latchkey-address': address };
    const failures: string[] = [];
    for (let tries = 0; tries < 35; tries += 1) {
      await runtime
        .signIn({ apiKey: `sk-fake-guess-${tries}` }, address)
        .catch((error: unknown) => failures.push(toAppError(error).code));
    }
    expect(failures.at(-1)).toBe('too-many-requests');
    expect((await prove(owner, { headers })).status).toBe(200);
  });

  it('says so while Braintrust is down, and the proof before holds', async () => {
    const { faults, keys } = server.simulator;
    await prove(keys.owner);
    const { proof_until } = await state();
    faults.down = { mode: 'refuse' };
    try {
      expect((await problemOf(await prove(keys.owner))).code).toBe('upstream-unreachable');
    } finally {
      faults.down = false;
    }
    expect((await state()).proof_until).toBe(proof_until);
  });

  it('revokes for a session that was proven, never for a Bearer key or from elsewhere', async () => {
    const { simulator, runtime } = server;
    const { keys, organization } = simulator;
    const ben = organization.members.find(({ email }) => email?.startsWith('ben.') === true);
    const key = addKey(organization, { user_id: ben?.id ?? '', name: 'ci deploy' });
    await auditOnce(runtime.store, simulator);
    const body = { keys: [{ key_id: key.id, name_typed: 'ci deploy' }] };
    const code = async (ask: Ask = {}) =>
      (await problemOf(await call('revokeKeys', body, ask))).code;
    expect(await code()).toBe('revoking-off');
    await prove(keys.owner);
    await switchOn();
    const { cookie: _cookie, ...program } = { cookie, bearer: keys.owner, origin: null };
    expect(await code({ ...program, cookie: '' })).toBe('session-only');
    expect(await code({ origin: 'http://evil.example' })).toBe('origin-refused');
    await age(10 * MINUTE_MS);
    expect(await code()).toBe('proof-needed');
    await prove(keys.owner);
    for (const wrong of [[], [...body.keys, ...body.keys], Array(51).fill(body.keys[0])]) {
      expect((await call('revokeKeys', { keys: wrong })).status).toBe(400);
    }
    expect(organization.keys).toContain(key);
    const response = await call('revokeKeys', body);
    expect(response.status).toBe(200);
    const result = revocationResultSchema.parse(await response.json());
    expect(result).toMatchObject({ objects: [{ outcome: 'revoked' }], stopped: false });
    expect(organization.keys).not.toContain(key);
  });

  it('is over with the session', async () => {
    const { keys } = server.simulator;
    const other = await server.cookieOf(keys.owner);
    await prove(keys.owner, { cookie: other });
    const { sessions } = schema;
    await server.runtime.store.db.delete(sessions);
    const body = { keys: [{ key_id: 'k', name_typed: 'k' }] };
    for (const id of ['getRevocation', 'revokeKeys']) {
      const ask = id === 'revokeKeys' ? body : undefined;
      expect((await problemOf(await call(id, ask, { cookie: other }))).code).toBe('not-signed-in');
    }
    cookie = await server.cookieOf(keys.owner);
  });

  it('leaves no key in the log, nor in the database', async () => {
    const { keys } = server.simulator;
    await prove(keys.owner);
    await prove('sk-fake-mistyped-key');
    expect(server.log()).toContain('a proof was refused');
    const { store } = server.runtime;
    const kept = JSON.stringify([
      await store.db.select().from(schema.sessions),
      await store.db.select().from(schema.activity),
    ]);
    for (const key of [...Object.values(keys), 'sk-fake-mistyped-key']) {
      expect(server.log()).not.toContain(key);
      expect(kept).not.toContain(key);
    }
  });
});
