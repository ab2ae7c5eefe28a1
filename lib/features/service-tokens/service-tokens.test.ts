import { expect, it } from 'vitest';
import {
  NOW,
  OTHER,
  seedAudit,
  seedKeys,
  seedServiceTokens,
  testContext,
} from '@/lib/features/audits/testing/seed';
import {
  SERVICE_TOKENS_TABLE,
  serviceTokenDetailSchema,
  serviceTokenRowSchema,
  type ServiceTokenRow,
  type TableQuery,
} from '@/lib/contract';
import { createReplacement, suggestReplacement } from '@/lib/features/replacements';
import { ACCESS_LEVELS, DAY_MS, SEVERITIES, keyId, memberId } from '@/lib/domain/core';
import type { Store } from '@/lib/platform/database';
import { describeStores } from '@/lib/platform/database/testing';
import {
  getServiceToken,
  listServiceTokens,
  serviceTokenFacets,
  streamServiceTokens,
} from './index';

const query = (change: Partial<TableQuery> = {}): TableQuery => ({
  q: null,
  filters: {},
  sort: { column: 'severity', direction: 'desc' },
  ...change,
});
const FIRST = { limit: 1000, startingAfter: null };

async function seedVaried(store: Store) {
  const audit = await seedAudit(store);
  const tokens = Array.from({ length: 23 }, (_, n) => ({
    name: `token ${(n * 7) % 23}`,
    serviceAccountId: n % 4 === 0 ? null : memberId(`a-${n % 3}`),
    serviceAccountName: n % 4 === 0 ? null : `account ${n % 3}`,
    createdAt: n % 5 === 0 ? null : new Date(NOW.getTime() - n * 30 * DAY_MS),
    expiryKind: (['never', 'at', 'unknown'] as const)[n % 3] ?? 'never',
    expiresAt: n % 3 === 1 ? new Date(NOW.getTime() + (n - 10) * 5 * DAY_MS) : null,
    access: ACCESS_LEVELS[n % 7] ?? 'unknown',
    projectsReached: n % 7 === 6 ? null : n % 4,
    severity: n % 3 === 0 ? null : (SEVERITIES[n % 5] ?? null),
    findings: n % 3 === 0 ? [] : (['service-token-old-or-unlimited'] as const).slice(),
    supersedes: n % 2,
    supersededKeys: n % 2 === 1 ? [keyId('k-00001')] : [],
    automatic: n % 6 === 0,
  }));
  await seedServiceTokens(store, audit, tokens);
  await seedKeys(store, audit, [{ name: 'old-ingest' }]);
  return audit;
}

describeStores('service tokens of an audit', (current) => {
  it('pages of every sort in both directions are the whole list, once each', async () => {
    const auditId = await seedVaried(current.store);
    const ctx = testContext(current.store);
    for (const column of SERVICE_TOKENS_TABLE.sorts) {
      for (const direction of ['asc', 'desc'] as const) {
        const sorted = query({ sort: { column, direction } });
        const all = await listServiceTokens(ctx, { auditId, query: sorted, ...FIRST });
        const rows: ServiceTokenRow[] = [];
        for (;;) {
          const startingAfter = rows.at(-1)?.id ?? null;
          const page = { auditId, query: sorted, limit: 5, startingAfter };
          const next = await listServiceTokens(ctx, page);
          rows.push(...next);
          if (next.length < 5) break;
        }
        expect(rows, `${column} ${direction}`).toEqual(all);
        expect(new Set(rows.map((row) => row.id)).size).toBe(23);
        for (const row of rows) expect(serviceTokenRowSchema.parse(row)).toEqual(row);
      }
    }
  });

  it('the worst and the widest come first where asked', async () => {
    const auditId = await seedVaried(current.store);
    const list = (column: string) =>
      listServiceTokens(testContext(current.store), {
        auditId,
        query: query({ sort: { column, direction: 'desc' } }),
        ...FIRST,
      });
    const severities = (await list('severity')).map((row) =>
      row.severity === null ? 9 : SEVERITIES.indexOf(row.severity),
    );
    expect(severities).toEqual([...severities].sort((a, b) => a - b));
    const levels = (await list('access')).map((row) => ACCESS_LEVELS.indexOf(row.access));
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
  });

  it('each filter value gives as many rows as its facet says, and together all', async () => {
    const auditId = await seedVaried(current.store);
    const ctx = testContext(current.store);
    const { facets, total } = await serviceTokenFacets(ctx, { auditId, query: query() });
    expect(total).toBe(23);
    for (const [name, values] of Object.entries(SERVICE_TOKENS_TABLE.filters)) {
      let sum = 0;
      for (const value of values) {
        const filters = { [name]: [value] };
        const rows = await listServiceTokens(ctx, { auditId, query: query({ filters }), ...FIRST });
        expect(facets[name]?.find((facet) => facet.value === value)?.count).toBe(rows.length);
        sum += rows.length;
      }
      if (name !== 'rule') expect(sum, name).toBe(23);
    }
  });

  it('one token comes with the keys that it supersedes', async () => {
    const auditId = await seedVaried(current.store);
    const ctx = testContext(current.store);
    const token = await getServiceToken(ctx, { auditId, tokenId: 't-002' });
    expect(serviceTokenDetailSchema.parse(token)).toEqual(token);
    expect(token.superseded_keys).toMatchObject([{ id: 'k-00001', name: 'old-ingest' }]);
  });

  it('one token comes with the plan that it belongs to, after the keys are gone too', async () => {
    const { store } = current;
    const ctx = testContext(store);
    const before = await seedAudit(store);
    await seedKeys(store, before, [{ name: 'ingest', usedBy: 'workload', workload: 'w-1' }]);
    const { plan } = await suggestReplacement(ctx, { key_ids: ['k-00001'] });
    const { id, title, stage } = await createReplacement(ctx, { key_ids: ['k-00001'], plan });
    const auditId = await seedAudit(store, { finishedAt: new Date(NOW.getTime() + DAY_MS) });
    await seedServiceTokens(store, auditId, [
      { name: plan.token_name.toUpperCase() },
      { name: 'another' },
    ]);
    const token = await getServiceToken(ctx, { auditId, tokenId: 't-001' });
    const keys = [{ id: 'k-00001', name: 'ingest', holder: 'u-olivia' }];
    expect(token.plans).toEqual([{ id, title, stage, keys }]);
    expect((await getServiceToken(ctx, { auditId, tokenId: 't-002' })).plans).toEqual([]);
  });

  it('a stream gives the same rows as the list', async () => {
    const auditId = await seedVaried(current.store);
    const ctx = testContext(current.store);
    const rows: ServiceTokenRow[] = [];
    for await (const batch of streamServiceTokens(ctx, { auditId, query: query() }))
      rows.push(...batch);
    expect(rows).toEqual(await listServiceTokens(ctx, { auditId, query: query(), ...FIRST }));
  });

  it('a stranger is refused, and another organization is invisible', async () => {
    const auditId = await seedVaried(current.store);
    const refused = { code: 'not-found' };
    const mine = testContext(current.store);
    for (const tokenId of ['t-999', '', 'a\0b']) {
      await expect(getServiceToken(mine, { auditId, tokenId })).rejects.toMatchObject(refused);
    }
    const ctx = testContext(current.store, OTHER);
    const input = { auditId, query: query(), ...FIRST };
    await expect(listServiceTokens(ctx, input)).rejects.toMatchObject(refused);
    await expect(serviceTokenFacets(ctx, input)).rejects.toMatchObject(refused);
    await expect(
      streamServiceTokens(ctx, input)[Symbol.asyncIterator]().next(),
    ).rejects.toMatchObject(refused);
    await expect(getServiceToken(ctx, { auditId, tokenId: 't-001' })).rejects.toMatchObject(
      refused,
    );
  });
});
