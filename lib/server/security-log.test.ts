import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { seedAudit } from '@/lib/features/audits/testing/seed';
import { ADDRESS_HEADER } from '@/lib/features/sessions';
import { ENDPOINTS } from '@/lib/contract';
import { HOUR_MS, organizationId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { emptyStore } from '@/lib/platform/database/testing';
import { callEndpoint, startTestServer, type Ask, type TestServer } from './testing/server';

let server: TestServer;
let cookie: string;
let auditId: string;
const ADDRESS = '192.0.2.7';

beforeAll(async () => {
  server = await startTestServer({ members: 6 });
});
beforeEach(async () => {
  await emptyStore(server.runtime.store);
  const { orgId, orgName } = server.simulator;
  const organization = { organizationId: organizationId(orgId), organizationName: orgName };
  auditId = await seedAudit(server.runtime.store, organization);
  cookie = await server.cookieOf(server.simulator.keys.owner);
});
afterAll(() => server.close());

function call(id: string, ask: Ask): Promise<Response> {
  const endpoint = ENDPOINTS.find((each) => each.id === id);
  if (endpoint === undefined) throw new Error(`There is no ${id}.`);
  const params = { org_id: server.simulator.orgId, audit_id: auditId };
  return callEndpoint(endpoint, params, { ...ask, headers: { [ADDRESS_HEADER]: ADDRESS } });
}

async function entries(action: string) {
  const rows = await server.runtime.store.db.select().from(schema.activity);
  return rows.filter((row) => row.action === action);
}

/** The security log lines of one request. */
const linesOf = (requestId: string | null) =>
  server
    .log()
    .split('\n')
    .filter((line) => line.includes('"event":"security"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line.request_id === requestId);

describe('a program that reads the keys', () => {
  it('is noted once per key and hour, with its address and request id', async () => {
    const { owner, serviceToken } = server.simulator.keys;
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const first = await call('listApiKeys', { bearer: owner });
      expect(first.status).toBe(200);
      const requestId = first.headers.get('x-request-id');
      const all = await Promise.all(
        Array.from({ length: 10 }, () => call('listAuditKeys', { bearer: owner })),
      );
      expect(all.map(({ status }) => status)).toEqual(all.map(() => 200));
      expect(await entries('inventory-read')).toEqual([
        expect.objectContaining({ address: ADDRESS, requestId }),
      ]);
      expect(linesOf(requestId)).toEqual([
        expect.objectContaining({ action: 'inventory-read', address: ADDRESS }),
      ]);

      expect((await call('listApiKeys', { bearer: serviceToken })).status).toBe(200);
      expect(await entries('inventory-read')).toHaveLength(2);

      vi.setSystemTime(Date.now() + HOUR_MS + 1);
      expect((await call('listApiKeys', { bearer: owner })).status).toBe(200);
      expect(await entries('inventory-read')).toHaveLength(3);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is refused as long as its read cannot be noted', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { db } = server.runtime.store;
    const { owner } = server.simulator.keys;
    try {
      vi.setSystemTime(Date.now() + 3 * HOUR_MS);
      await db.execute('ALTER TABLE activity RENAME TO activity_away');
      for (let tries = 0; tries < 2; tries += 1) {
        expect((await call('listApiKeys', { bearer: owner })).status).toBe(500);
      }
      await db.execute('ALTER TABLE activity_away RENAME TO activity');
      expect((await call('listApiKeys', { bearer: owner })).status).toBe(200);
      expect(await entries('inventory-read')).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('reads of the signed-in owner, and refused ones, are no entry', async () => {
    expect((await call('listApiKeys', { cookie })).status).toBe(200);
    expect((await call('listApiKeys', { bearer: 'sk-fake-wrong-0001' })).status).toBe(401);
    expect(await entries('inventory-read')).toEqual([]);
  });
});

describe('a proof that fails', () => {
  it.each(['wrong', 'nonOwner'] as const)(
    'is an activity entry and a security line: %s',
    async (which) => {
      const apiKey = which === 'wrong' ? 'sk-fake-mistyped-0001' : server.simulator.keys[which];
      const response = await call('proveForRevocation', { cookie, body: { api_key: apiKey } });
      expect(response.status).toBe(403);
      const requestId = response.headers.get('x-request-id');
      const noted = await entries('proof-failed');
      expect(noted).toEqual([expect.objectContaining({ address: ADDRESS, requestId })]);
      expect(noted[0]?.details).toEqual({
        reason: which === 'wrong' ? 'wrong-key' : 'not-an-owner',
      });
      expect(linesOf(requestId)).toEqual([
        expect.objectContaining({ action: 'proof-failed', address: ADDRESS }),
      ]);
      expect(JSON.stringify([noted, server.log()])).not.toContain(apiKey);
    },
  );

  it('a proof that could not be checked is not one that failed', async () => {
    server.simulator.faults.status = { status: 503, paths: ['POST /api/self/me'] };
    try {
      const body = { api_key: server.simulator.keys.owner };
      const response = await call('proveForRevocation', { cookie, body });
      expect(response.status).toBeGreaterThanOrEqual(500);
      expect(await entries('proof-failed')).toEqual([]);
    } finally {
      server.simulator.faults.status = null;
    }
  });
});
