import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ENDPOINTS, ownSessionSchema, type EndpointId, type OwnSession } from '@/lib/contract';
import { schema } from '@/lib/platform/database';
import { callEndpoint, startTestServer, type Ask, type TestServer } from './testing/server';

let server: TestServer;
let here: string;
let there: string;
let colleague: string;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.runtime.store.db.delete(schema.sessions);
  const { keys, orgName } = server.simulator;
  here = await server.cookieOf(keys.owner);
  there = await server.cookieOf(keys.owner);
  colleague = await server.cookieOf(keys.twoOrganizations, orgName);
});

function call(id: EndpointId, ask: Ask, session_id = 's-1'): Promise<Response> {
  const endpoint = ENDPOINTS.find((one) => one.id === id);
  if (endpoint === undefined) throw new Error(`There is no ${id}.`);
  return callEndpoint(
    endpoint,
    { org_id: server.simulator.orgId, audit_id: 'a-1', session_id },
    ask,
  );
}
const isOpen = async (cookie: string) => (await call('getOverview', { cookie })).status === 200;
async function list(cookie: string): Promise<OwnSession[]> {
  const response = await call('listSessions', { cookie });
  expect(response.status).toBe(200);
  const { objects } = (await response.json()) as { objects: unknown[] };
  return objects.map((one) => ownSessionSchema.parse(one));
}

describe('sessions', () => {
  it('are listed to their owner, with the one that asks marked', async () => {
    const own = await list(here);
    expect(own.map(({ current }) => current).sort()).toEqual([false, true]);
    expect(own.every(({ address }) => address !== null)).toBe(true);
    expect(await list(colleague)).toHaveLength(1);
  });

  it('end one by one, by their owner only', async () => {
    const other = (await list(here)).find(({ current }) => !current);
    const id = other?.id ?? '';
    expect((await call('endSession', { cookie: colleague }, id)).status).toBe(404);
    expect(await isOpen(there)).toBe(true);
    expect((await call('endSession', { cookie: here }, id)).status).toBe(204);
    expect((await call('endSession', { cookie: here }, id)).status).toBe(404);
    expect([await isOpen(here), await isOpen(there)]).toEqual([true, false]);
  });

  it('end everywhere at once, but not those of others', async () => {
    expect((await call('endSessions', { cookie: here })).status).toBe(204);
    expect([await isOpen(here), await isOpen(there), await isOpen(colleague)]).toEqual([
      ...[false, false, true],
    ]);
    const told = await server.runtime.store.db.select().from(schema.activity);
    expect(told.at(-1)).toMatchObject({
      action: 'signed-out',
      details: { sessions: 2, everywhere: true },
    });
  });

  it('are no matter for a Bearer key, nor for a page of another site', async () => {
    const bearer = server.simulator.keys.owner;
    for (const id of ['listSessions', 'endSession', 'endSessions'] as const) {
      expect((await call(id, { bearer }, 'x')).status, id).toBe(403);
    }
    const elsewhere = { cookie: here, origin: 'https://evil.example' };
    expect((await call('endSessions', elsewhere)).status).toBe(403);
    expect(await isOpen(there)).toBe(true);
  });

  it('are not kept alive by what a page asks for by itself', async () => {
    const old = new Date(Date.now() - 30 * 60_000);
    await server.runtime.store.db.update(schema.sessions).set({ lastUsedAt: old });
    const headers = { 'x-latchkey-background': '1' };
    expect((await call('getOverview', { cookie: there, headers })).status).toBe(200);
    const rows = await server.runtime.store.db.select().from(schema.sessions);
    expect(rows.every(({ lastUsedAt }) => lastUsedAt.getTime() === old.getTime())).toBe(true);
  });
});

describe('a request that another site makes with the cookie', () => {
  const ask = (site: string | null, more: Ask) =>
    call('getOverview', { ...more, headers: site === null ? {} : { 'sec-fetch-site': site } });

  it.each(['cross-site', 'same-site', 'nonsense', ''])('is refused as %j', async (site) => {
    expect((await ask(site, { cookie: here })).status).toBe(403);
    expect((await ask(site, { bearer: server.simulator.keys.owner })).status).toBe(200);
  });

  it.each(['same-origin', 'none', null])('is let through as %j', async (site) => {
    expect((await ask(site, { cookie: here })).status).toBe(200);
  });

  it('gets no export', async () => {
    for (const id of ['exportAudit', 'exportSettingsFile', 'exportReplacements'] as const) {
      const headers = { 'sec-fetch-site': 'cross-site' };
      const response = await call(id, { cookie: here, headers });
      expect(response.status, id).toBe(403);
    }
  });
});
