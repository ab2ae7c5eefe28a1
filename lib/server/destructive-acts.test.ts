import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ENDPOINTS, problemSchema } from '@/lib/contract';
import { DAY_MS, keyId, MINUTE_MS, organizationId } from '@/lib/domain/core';
import { applyRetention } from '@/lib/features/organizations';
import { openStore, schema } from '@/lib/platform/database';
import { callEndpoint, startTestServer, type Ask, type TestServer } from './testing/server';

let server: TestServer;
let cookie: string;
let dataDir: string;
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'latchkey-destructive-'));
  server = await startTestServer({ members: 6 }, await openStore({ dataDir }));
  cookie = await server.cookieOf(server.simulator.keys.owner);
});
afterAll(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function call(id: string, body?: unknown, ask: Ask = {}): Promise<Response> {
  const endpoint = ENDPOINTS.find((each) => each.id === id);
  if (endpoint === undefined) throw new Error(`There is no ${id}.`);
  const params = { org_id: server.simulator.orgId };
  const who = ask.bearer === undefined ? { cookie } : { origin: null };
  return callEndpoint(endpoint, params, { ...who, body, ...ask });
}
const codeOf = async (response: Response) => {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const { status, code } = problemSchema.parse(await response.json());
  return `${status} ${code}`;
};
const prove = () => call('proveForRevocation', { api_key: server.simulator.keys.owner });
const retain = (days: number, ask: Ask = {}) => call('changeRetention', { days }, ask);
const deleteAll = (ask: Ask = {}) =>
  call('deleteOrganizationData', { organization_name: server.simulator.orgName }, ask);

/** Moves the proof back by `ms`. */
const age = (ms: number) =>
  server.runtime.store.db.update(schema.sessions).set({ provenAt: new Date(Date.now() - ms) });

it('a Bearer key may lengthen how long audits are kept, and neither shorten it nor delete', async () => {
  const bearer = server.simulator.keys.owner;
  expect((await retain(500, { bearer })).status).toBe(200);
  expect(await codeOf(await retain(499, { bearer }))).toBe('403 session-only');
  expect(await codeOf(await deleteAll({ bearer }))).toBe('403 session-only');
  expect((await retain(500, { bearer })).status).toBe(200);
});

it('a session needs a proof of the last 10 minutes, and an owner right now', async () => {
  expect((await retain(600)).status).toBe(200);
  for (const act of [() => retain(90), deleteAll]) {
    expect(await codeOf(await act())).toBe('403 proof-needed');
    expect((await prove()).status).toBe(200);
    await age(10 * MINUTE_MS);
    expect(await codeOf(await act())).toBe('403 proof-needed');
  }
  expect((await prove()).status).toBe(200);
  const before = server.simulator.calls()['POST /api/self/me'] ?? 0;
  expect((await retain(90)).status).toBe(200);
  expect(server.simulator.calls()['POST /api/self/me'] ?? 0).toBeGreaterThan(before);

  // If Braintrust refuses at that moment, nothing changes, with or without proof.
  server.simulator.faults.status = { status: 403, paths: ['POST /api/self/me'] };
  expect((await deleteAll()).ok).toBe(false);
  expect((await retain(60)).ok).toBe(false);
  server.simulator.faults.status = null;
  const [row] = await server.runtime.store.db.select().from(schema.organizations);
  expect(row?.retentionDays).toBe(90);
  cookie = await server.cookieOf(server.simulator.keys.owner);
});

it('deleting leaves nothing in the files of the database; the activity stays for 30 days', async () => {
  const { store } = server.runtime;
  await store.db.insert(schema.usedByDecisions).values({
    organizationId: organizationId(server.simulator.orgId),
    keyId: keyId('k-1'),
    usedBy: 'person',
    note: 'note-that-is-deleted-for-good',
    author: 'ana@acme.example',
    at: new Date(),
  });
  const files = () =>
    readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(dataDir, name))
      .filter((file) => statSync(file).isFile())
      .filter((file) => readFileSync(file, 'latin1').includes('note-that-is-deleted-for-good'));
  expect(files().length).toBeGreaterThan(0);

  expect((await prove()).status).toBe(200);
  expect((await deleteAll()).status).toBe(204);
  expect(files()).toEqual([]);

  cookie = await server.cookieOf(server.simulator.keys.owner);
  const read = async () => {
    const response = await call('listActivity');
    const { objects } = (await response.json()) as { objects: { action: string }[] };
    return objects.map(({ action }) => action);
  };
  expect(await read()).toEqual(
    expect.arrayContaining(['organization-data-deleted', 'retention-changed']),
  );
  const kept = async (days: number) => {
    const { activity } = await applyRetention(store, new Date(Date.now() + days * DAY_MS));
    const rows = await store.db.select().from(schema.activity);
    return { dropped: activity, left: rows.map(({ action }) => action) };
  };
  expect(await kept(29)).toMatchObject({ dropped: 0 });
  expect(await kept(31)).toMatchObject({ left: ['signed-in'] });
});
