import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { parse as parseCsv } from 'csv-parse/sync';
import { z } from 'zod';
import {
  auditSchema,
  ENDPOINTS,
  problemSchema,
  type Endpoint,
  type EndpointId,
} from '@/lib/contract';
import { seedAudit, seedKeys } from '@/lib/features/audits/testing/seed';
import { AppError, organizationId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import { emptyStore } from '@/lib/platform/database/testing';
import { handle } from './handle';
import {
  callEndpoint,
  requestTo,
  startTestServer,
  type Ask,
  type TestServer,
} from './testing/server';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  await emptyStore(server.runtime.store);
  cookie = await server.cookieOf(server.simulator.keys.owner);
});
afterAll(() => server.close());

function endpointOf(id: EndpointId): Endpoint {
  const endpoint = ENDPOINTS.find((one) => one.id === id);
  if (endpoint === undefined) throw new Error(id);
  return endpoint;
}
const call = (id: EndpointId, params: Record<string, string> = {}, ask: Ask = {}) =>
  callEndpoint(
    endpointOf(id),
    { org_id: server.simulator.orgId, ...params },
    ask.bearer === undefined ? { cookie, ...ask } : ask,
  );
const problem = async (response: Response) =>
  z.object({ code: z.string(), detail: z.string() }).parse(await response.json());

async function finishedAudit(): Promise<string> {
  const started = await call('startAudit', {}, { body: {} });
  expect(started.status).toBe(202);
  const { id } = auditSchema.parse(await started.json());
  expect(started.headers.get('location')).toBe(`/api/v1/audits/${id}`);
  await vi.waitFor(
    async () => {
      const audit = auditSchema.parse(await (await call('getAudit', { audit_id: id })).json());
      expect(audit.finished_at).not.toBeNull();
    },
    { timeout: 120_000 },
  );
  return id;
}

describe('the walk of one audit', () => {
  it('is started, watched, listed, exported and told in the activity', async () => {
    const none = await call('listApiKeys');
    expect(await problem(none)).toMatchObject({ code: 'no-audit' });
    const id = await finishedAudit();

    const keys = await call('listApiKeys', {}, { search: '?limit=1000' });
    expect(keys.headers.get('x-audit-id')).toBe(id);
    expect(keys.headers.get('x-audit-coverage')).toBe('12/12');
    expect(keys.headers.get('x-audit-status')).toBe('complete');
    expect(keys.headers.get('x-audit-reason')).toBeNull();
    expect(Date.parse(keys.headers.get('x-audit-finished-at') ?? '')).not.toBeNaN();
    const { objects } = z.object({ objects: z.array(z.unknown()) }).parse(await keys.json());
    expect(objects.length).toBeGreaterThan(12);

    const csv = await call('exportAudit', { audit_id: id });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.headers.get('content-disposition')).toMatch(
      /^attachment; filename="latchkey-acme-keys-\d{4}-\d\d-\d\d-12-of-12-members\.csv"$/,
    );
    expect(parseCsv(await csv.text(), { columns: true })).toHaveLength(objects.length);

    const activity = await (await call('listActivity')).text();
    for (const action of ['signed-in', 'audit-started', 'audit-finished', 'exported']) {
      expect(activity).toContain(action);
    }
  });

  it('is one, however often it is asked for with the same Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'abc' };
    const answers = await Promise.all(
      [1, 2, 3].map(() => call('startAudit', {}, { body: {}, headers })),
    );
    const ids = await Promise.all(
      answers.map(async (one) => auditSchema.parse(await one.json()).id),
    );
    expect(new Set(ids).size).toBe(1);
    await call('cancelAudit', { audit_id: ids[0] ?? '' });
  });

  it('says beside its keys that it is partial, and why', async () => {
    const { orgId, orgName } = server.simulator;
    const partial = await seedAudit(server.runtime.store, {
      organizationId: organizationId(orgId),
      organizationName: orgName,
      status: 'partial',
      reason: 'members-missing',
    });
    const { headers } = await call('listApiKeys');
    expect(headers.get('x-audit-id')).toBe(partial);
    expect(headers.get('x-audit-status')).toBe('partial');
    expect(headers.get('x-audit-reason')).toBe('members-missing');
  });

  it('is refused with an empty Idempotency-Key, and with one of another audit', async () => {
    const start = (key: string, body: unknown) =>
      call('startAudit', {}, { body, headers: { 'idempotency-key': key } });
    for (const key of ['', 'x'.repeat(201), 'caf\u00e9', 'a\tb', '\u0080']) {
      expect((await start(key, {})).status, JSON.stringify(key)).toBe(400);
    }
    const first = auditSchema.parse(await (await start('abc', {})).json());
    const other = await start('abc', { strategy: 'header' });
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({ code: 'conflict', audit_id: first.id });
    await call('cancelAudit', { audit_id: first.id });
  });

  it('is not started by who is no longer an owner; their session ends', async () => {
    const { faults } = server.simulator;
    faults.status = { status: 401, paths: ['POST /api/self/me'] };
    const refused = await call('startAudit', {}, { body: {} });
    faults.status = null;
    expect((await problem(refused)).code).toBe('wrong-key');
    expect((await call('getOverview')).status).toBe(401);
    expect(await server.runtime.store.db.select().from(schema.audits)).toEqual([]);
  });

  it('is refused while another runs, naming that one', async () => {
    server.simulator.faults.latencyMs = 200;
    const first = auditSchema.parse(await (await call('startAudit', {}, { body: {} })).json());
    const second = await call('startAudit', {}, { body: {} });
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({ code: 'audit-running', audit_id: first.id });
    server.simulator.faults.latencyMs = 0;
    const cancelled = await call('cancelAudit', { audit_id: first.id });
    expect(cancelled.status).toBe(202);
    await expect
      .poll(async () => (await (await call('getAudit', { audit_id: first.id })).json()) as unknown)
      .toMatchObject({ finished_at: expect.any(String) });
  });
});

describe('handle', () => {
  it.each([
    ['?severity=terrible', 'critical, high'],
    ['?colour=red', 'Allowed: verdict'],
    ['?sort=secret.asc', 'severity, verdict'],
    ['?sort=name', 'column.asc'],
    ['?limit=0', '1000'],
    ['?limit=1001', '1000'],
    ['?limit=ten', '1000'],
    ['?severity=low&severity=high', 'only once'],
    [`?q=${'x'.repeat(201)}`, '200'],
  ])('refuses %s and says what is allowed', async (search, says) => {
    const response = await call('listApiKeys', {}, { search });
    expect(response.status).toBe(400);
    expect((await problem(response)).detail).toContain(says);
  });

  it.each([
    [{ strategy: 'magic' }, 'strategy'],
    [{ extra: 1 }, 'extra'],
    [[], 'body'],
    [null, 'body'],
  ])('refuses the body %j and names the field', async (body, says) => {
    const response = await call('startAudit', {}, { body });
    expect(response.status).toBe(400);
    expect((await problem(response)).detail).toContain(says);
  });

  it.each([29, 3651, 45.5, '90', null])('refuses to keep audits for %j days', async (days) => {
    const response = await call('changeRetention', {}, { body: { days } });
    expect(response.status).toBe(400);
    expect((await problem(response)).detail).toContain('days');
    const rows = await server.runtime.store.db.select().from(schema.organizations);
    expect(rows.map(({ retentionDays }) => retentionDays)).not.toContain(days);
  });

  it.each([30, 3650])('keeps audits for %j days', async (days) => {
    const proof = { api_key: server.simulator.keys.owner };
    expect((await call('proveForRevocation', {}, { body: proof })).status).toBe(200);
    const response = await call('changeRetention', {}, { body: { days } });
    expect(await response.json()).toEqual({ days, audits_due: 0 });
  });

  it('refuses what is not JSON and what is too large', async () => {
    const ask = (body: string, type: string) =>
      handle(
        'startAudit',
        () => Promise.reject(new Error('not reached')),
        new Request('http://127.0.0.1:3000/x', {
          method: 'POST',
          body,
          headers: {
            host: '127.0.0.1:3000',
            origin: 'http://127.0.0.1:3000',
            cookie,
            'content-type': type,
          },
        }),
        { org_id: server.simulator.orgId },
      );
    expect((await ask('{}', 'text/plain')).status).toBe(400);
    expect((await ask('{', 'application/json')).status).toBe(400);
    expect((await ask(`"${'x'.repeat(1024 * 1024)}"`, 'application/json')).status).toBe(413);
  });

  it('shows an unknown error by nothing but its request id, which stands in the log', async () => {
    const params = { org_id: server.simulator.orgId };
    const request = requestTo(endpointOf('getOverview'), params, { cookie });
    const response = await handle(
      'getOverview',
      () => Promise.reject(new Error('disk serial 42')),
      request,
      params,
    );
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain('serial');
    const id = response.headers.get('x-request-id') ?? '?';
    expect(server.log()).toContain(id);
    expect(server.log()).toContain('disk serial 42');
  });

  it('passes on what an error says of waiting', async () => {
    const error = new AppError('too-many-requests', 'Wait.', { details: { retryAfterSeconds: 7 } });
    const params = { org_id: server.simulator.orgId };
    const request = requestTo(endpointOf('getOverview'), params, { cookie });
    const response = await handle('getOverview', () => Promise.reject(error), request, params);
    expect(response.headers.get('retry-after')).toBe('7');
  });

  const askFrom = (address: string, bearer: string) =>
    call('getOverview', {}, { bearer, headers: { 'x-latchkey-address': address } });

  it('limits wrong keys, at sign-in too; a right one is let in after 12 wrong ones', async () => {
    const { keys } = server.simulator;
    // The limit refills with time, which a busy machine needs for 40 calls.
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    for (let tried = 0; tried < 12; tried += 1) {
      expect((await askFrom('proxy', `sk-fake-guess-${tried}`)).status).toBe(401);
    }
    expect((await askFrom('proxy', keys.serviceToken)).status).toBe(200);
    const statuses: number[] = [];
    for (let tried = 12; tried < 40; tried += 1) {
      statuses.push((await askFrom('proxy', `sk-fake-guess-${tried}`)).status);
    }
    expect(statuses.at(-1)).toBe(429);
    const { signIn } = server.runtime;
    await expect(signIn({ apiKey: keys.ownerWithoutKeys }, 'proxy')).rejects.toMatchObject({
      code: 'too-many-requests',
    });
    // Guesses from the same address don't lock out a key that was valid recently.
    await expect(signIn({ apiKey: keys.owner }, 'proxy')).resolves.toBeTruthy();
    await expect(signIn({ apiKey: keys.ownerWithoutKeys }, 'elsewhere')).resolves.toBeTruthy();
  });

  it('answers 30 calls with one good key that come together, by one check', async () => {
    const check = async (calls: number) => {
      const { simulator } = server;
      const before = simulator.calls()['POST /api/self/me'] ?? 0;
      const bearer = simulator.keys.twoOrganizations;
      const answers = await Promise.all(
        Array.from({ length: calls }, () => askFrom('one-address', bearer)),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array<number>(calls).fill(200));
      return (simulator.calls()['POST /api/self/me'] ?? 0) - before;
    };
    expect(await check(30)).toBe(1);
    expect(await check(30)).toBe(0);
  });

  it('serves nothing to a copied cookie once its session was signed out or deleted', async () => {
    expect((await call('getOverview')).status).toBe(200);
    const name = server.simulator.orgName;
    const body = { organization_name: name };
    const proof = { api_key: server.simulator.keys.owner };
    expect((await call('proveForRevocation', {}, { body: proof })).status).toBe(200);
    expect((await call('deleteOrganizationData', {}, { body })).status).toBe(204);
    expect((await call('getOverview')).status).toBe(401);
    expect(await server.runtime.store.db.select().from(schema.sessions)).toEqual([]);
  });
});

describe('exportAudit', () => {
  it('answers HEAD with its headers, and notes no export', async () => {
    const id = await finishedAudit();
    const endpoint = { ...endpointOf('exportAudit'), method: 'HEAD' as const };
    const response = await callEndpoint(endpoint, { audit_id: id }, { cookie });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain('attachment');
    expect(await response.text()).toBe('');
    expect(await (await call('listActivity')).text()).not.toContain('exported');
  });

  it.each([
    ['?format=pdf', 'csv, json, ndjson'],
    ['?view=secrets', 'keys, members, findings'],
    ['?view=members&verdict=keep', 'Allowed'],
    ['?bom=yes', '0, 1'],
  ])('refuses %s before it sends a file', async (search, says) => {
    const response = await call('exportAudit', { audit_id: 'x' }, { search });
    expect(response.status).toBe(400);
    expect((await problem(response)).detail).toContain(says);
  });

  it('of an audit that has not ended is refused, and names the newest result', async () => {
    const { store } = server.runtime;
    const [here, other] = server.simulator.organizations;
    if (here === undefined || other === undefined) throw new Error('two organizations, please');
    const seed = (audit: Parameters<typeof seedAudit>[1], { id, name } = here) =>
      seedAudit(store, { organizationId: organizationId(id), organizationName: name, ...audit });
    const exporting = (id: string) => call('exportAudit', { audit_id: id });
    await seed({}, other);
    const underWay = { startedAt: null, finishedAt: null };
    const running = await seed({ ...underWay, status: 'queued' });
    await seed({ status: 'failed', reason: 'credential-gone' });
    const first = await exporting(running);
    expect(first.status).toBe(409);
    const said = problemSchema.parse(await first.json());
    expect(said).toMatchObject({ code: 'audit-not-finished' });
    expect(said.audit_id).toBeUndefined();

    const partial = await seed({ status: 'partial', reason: 'members-missing' });
    await store.db
      .update(schema.audits)
      .set({ status: 'running', startedAt: new Date() })
      .where(eq(schema.audits.id, running));
    for (const search of ['', '?view=members&format=json', '?view=findings&format=ndjson']) {
      const again = await call('exportAudit', { audit_id: running }, { search });
      expect(again.status, search).toBe(409);
      expect(again.headers.get('content-disposition')).toBeNull();
      const { detail, audit_id } = problemSchema.parse(await again.json());
      expect(detail).toContain(partial);
      expect(audit_id).toBe(partial);
    }
    expect(await (await call('listActivity')).text()).not.toContain('exported');
  });

  it.each(['failed', 'cancelled'] as const)(
    'of one that was %s gives what it had read, with its coverage',
    async (status) => {
      const { orgId, orgName } = server.simulator;
      const audit = await seedAudit(server.runtime.store, {
        organizationId: organizationId(orgId),
        organizationName: orgName,
        status,
        membersTotal: 3,
        membersAudited: 1,
      });
      await seedKeys(server.runtime.store, audit, [{}]);
      const response = await call('exportAudit', { audit_id: audit });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-disposition')).toContain('1-of-3-members');
      expect(parseCsv(await response.text(), { columns: true })).toMatchObject([
        { members_audited: '1', members_total: '3' },
      ]);
    },
  );

  it('gives every view in every format, as filtered', async () => {
    const id = await finishedAudit();
    for (const view of ['keys', 'members', 'findings']) {
      for (const format of ['csv', 'json', 'ndjson']) {
        const search = `?view=${view}&format=${format}`;
        const response = await call('exportAudit', { audit_id: id }, { search });
        expect(response.status, search).toBe(200);
        expect((await response.text()).length, search).toBeGreaterThan(100);
      }
    }
    const filtered = await call('exportAudit', { audit_id: id }, { search: '?verdict=replace' });
    const rows = parseCsv<{ verdict: string }>(await filtered.text(), { columns: true });
    expect(new Set(rows.map(({ verdict }) => verdict))).toEqual(new Set(['replace']));
  });
});
