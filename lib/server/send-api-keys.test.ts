import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { seedAudit, seedKeys } from '@/lib/features/audits/testing/seed';
import { ENDPOINTS } from '@/lib/contract';
import { auditId, keyId, organizationId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import { emptyStore } from '@/lib/platform/database/testing';
import { callEndpoint, startTestServer, type TestServer } from './testing/server';

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

const [endpoint] = ENDPOINTS.filter(({ id }) => id === 'listApiKeys');
const keyOf = (number: number) => `key-${String(number).padStart(3, '0')}`;
const pageSchema = z.object({ objects: z.array(z.object({ id: z.string() })) });

async function auditOf(keys: readonly number[], finishedAt: string): Promise<string> {
  const { orgId, orgName } = server.simulator;
  const audit = await seedAudit(server.runtime.store, {
    organizationId: organizationId(orgId),
    organizationName: orgName,
    status: 'complete',
    finishedAt: new Date(finishedAt),
  });
  await seedKeys(
    server.runtime.store,
    audit,
    keys.map((number) => ({ keyId: keyId(keyOf(number)), name: keyOf(number) })),
  );
  return audit;
}

async function page(search: string) {
  if (endpoint === undefined) throw new Error('no such endpoint');
  const response = await callEndpoint(
    endpoint,
    { org_id: server.simulator.orgId },
    { cookie, search },
  );
  const body: unknown = await response.json();
  const { objects } = response.ok ? pageSchema.parse(body) : { objects: [] };
  const next = /^<[^?]*(\?[^>]*)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1];
  return {
    status: response.status,
    auditId: response.headers.get('x-audit-id'),
    ids: objects.map(({ id }) => id),
    next: next ?? null,
  };
}

describe('pages of the latest audit', () => {
  it('all come from the audit of the first page, although a newer one finishes meanwhile', async () => {
    const first = await auditOf([1, 2, 3, 4, 5], '2026-01-01T00:00:00Z');
    const one = await page('?limit=2&sort=name.asc');
    expect(one).toMatchObject({ auditId: first, ids: [keyOf(1), keyOf(2)] });

    const second = await auditOf([2, 4, 6], '2026-01-02T00:00:00Z');
    const two = await page(`?limit=2&sort=name.asc&starting_after=${keyOf(2)}`);
    expect(two).toMatchObject({ auditId: first, ids: [keyOf(3), keyOf(4)] });
    const three = await page(two.next ?? '');
    expect(three).toMatchObject({ auditId: first, ids: [keyOf(5)], next: null });

    expect(await page('?limit=5&sort=name.asc')).toMatchObject({
      auditId: second,
      ids: [keyOf(2), keyOf(4), keyOf(6)],
      next: null,
    });
  });

  it('can be asked of one audit, and say so when it is deleted or has no result', async () => {
    const first = await auditOf([1, 2], '2026-01-01T00:00:00Z');
    await auditOf([3], '2026-01-02T00:00:00Z');
    expect(await page(`?audit_id=${first}`)).toMatchObject({ auditId: first });
    const { audits } = schema;
    const { db } = server.runtime.store;
    await db
      .update(audits)
      .set({ status: 'failed' })
      .where(eq(audits.id, auditId(first)));
    expect(await page(`?audit_id=${first}`)).toMatchObject({ status: 400 });
    await db.delete(audits).where(eq(audits.id, auditId(first)));
    expect(await page(`?audit_id=${first}`)).toMatchObject({ status: 404 });
  });
});
