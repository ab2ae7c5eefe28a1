import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { auditOnce } from '@/lib/features/audits/testing';
import {
  ENDPOINTS,
  problemSchema,
  storedRuleSettingsSchema,
  type EndpointId,
} from '@/lib/contract';
import { settingsFileSchema } from '@/lib/domain/policy';
import { schema } from '@/lib/platform/database';
import { asc } from '@/lib/platform/database/sql';
import { callEndpoint, startTestServer, type Ask, type TestServer } from './testing/server';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await startTestServer();
  const { runtime, simulator } = server;
  for (let audit = 0; audit < 3; audit += 1) await auditOnce(runtime.store, simulator);
  cookie = await server.cookieOf(simulator.keys.owner);
});
afterAll(() => server.close());

function call(id: EndpointId, ask: Ask = {}): Promise<Response> {
  const endpoint = ENDPOINTS.find((one) => one.id === id);
  if (endpoint === undefined) throw new Error(`no endpoint ${id}`);
  return callEndpoint(endpoint, { org_id: server.simulator.orgId }, { cookie, ...ask });
}
const stored = async () =>
  storedRuleSettingsSchema.parse(await (await call('getRuleSettings')).json());

it('takes word lists at their longest, and refuses what is longer than any', async () => {
  const { settings } = await stored();
  const words = Array.from({ length: 2_000 }, (_, index) => `${index}-`.padEnd(100, '漢'));
  const lists = {
    workloadWords: words,
    personWords: words,
    commonWords: words,
    vagueWords: words,
    sharedMailboxWords: words,
  };
  const largest = { settings: { ...settings, ...lists } };
  const preview = await call('previewRuleSettings', { body: largest });
  expect(preview.status, await preview.clone().text()).toBe(200);
  const one = { settings: { ...settings, vagueWords: [...words, 'one more'] } };
  expect((await call('previewRuleSettings', { body: one })).status).toBe(400);
  const padded = { ...largest, more: 'x'.repeat(8 * 1024 * 1024) };
  expect((await call('previewRuleSettings', { body: padded })).status).toBe(413);
});

it.each([
  [
    'thresholds that fall',
    { oldKeyDays: { low: 90, medium: 30, high: 365 } },
    'settings.oldKeyDays.medium: Must be at least the low value.',
  ],
  ['a domain that is none', { domains: ['not a domain'] }, 'settings.domains.0: “not a domain”'],
])('%s are refused by name, saved nor previewed', async (_name, change, message) => {
  const { settings, version } = await stored();
  const wrong = { ...settings, ...change };
  for (const refused of [
    await call('saveRuleSettings', { body: { based_on: version, settings: wrong } }),
    await call('previewRuleSettings', { body: { settings: wrong } }),
  ]) {
    const { status, code, detail } = problemSchema.parse(await refused.json());
    expect({ status, code }).toEqual({ status: 400, code: 'bad-request' });
    expect(detail).toContain(message);
  }
  expect((await stored()).version).toBe(version);
});

it('says who was faster, and the worker judges older audits by what was saved', async () => {
  const { settings, version } = await stored();
  const change = { ...settings, switchedOff: { 'never-expires': 'not in use yet' } };
  const saved = await call('saveRuleSettings', { body: { based_on: version, settings: change } });
  expect(saved.status, await saved.clone().text()).toBe(200);
  const late = await call('saveRuleSettings', { body: { based_on: version, settings } });
  const problem = problemSchema.parse(await late.json());
  const now = await stored();
  expect(problem).toMatchObject({
    status: 409,
    code: 'changed-meanwhile',
    changed: { version: version + 1, by: now.changed_by, at: now.changed_at },
  });
  expect(now.changed_by).not.toBeNull();
  const { audits } = schema;
  await vi.waitFor(
    async () => {
      const rows = await server.runtime.store.db
        .select({ version: audits.settingsVersion, stale: audits.evaluationStale })
        .from(audits)
        .orderBy(asc(audits.createdAt));
      expect(rows).toEqual(Array(3).fill({ version: version + 1, stale: false }));
    },
    { timeout: 120_000, interval: 50 },
  );
});

it('re-evaluates by itself within a minute of the end of an exception', async () => {
  const { audits } = schema;
  const { db } = server.runtime.store;
  await db.update(audits).set({ evaluationValidUntil: new Date(Date.now() - 1) });
  await vi.waitFor(
    async () => {
      const rows = await db.select({ until: audits.evaluationValidUntil }).from(audits);
      expect(rows.every(({ until }) => until === null)).toBe(true);
    },
    { timeout: 120_000, interval: 200 },
  );
});

it('hands the settings file out as a download that the command line takes', async () => {
  const { version } = await stored();
  const response = await call('exportSettingsFile');
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="latchkey-acme-rule-settings-version-${version}.json"`,
  );
  const file = settingsFileSchema.parse(await response.json());
  expect(file).toMatchObject({ version, exceptions: [], used_by: [] });
  expect((await call('exportSettingsFile', { search: '?format=csv' })).status).toBe(400);
});
