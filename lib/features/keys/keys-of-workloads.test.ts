import { expect, it } from 'vitest';
import {
  seedAudit,
  seedKeys,
  seedWorkloads,
  testContext,
} from '@/lib/features/audits/testing/seed';
import type { TableQuery } from '@/lib/contract';
import { KEY_STATES } from '@/lib/domain/core';
import { describeStores } from '@/lib/platform/database/testing';
import { seedVaried } from './testing/varied-keys';
import { getKey, keyFacets, listKeys } from './index';

const query = (filters: TableQuery['filters']): TableQuery => ({
  q: null,
  filters,
  sort: { column: 'priority', direction: 'asc' },
});
const PAGE = { limit: 1000, startingAfter: null };

describeStores('keys of workloads', (current) => {
  it('the workload filter gives exactly the keys of these workloads', async () => {
    const auditId = await seedVaried(current.store);
    const ctx = testContext(current.store);
    const all = await listKeys(ctx, { auditId, query: query({ state: KEY_STATES }), ...PAGE });
    for (const workload of [['w-1'], ['w-1', 'w-2'], ['w-3']]) {
      const filtered = query({ workload });
      const rows = await listKeys(ctx, { auditId, query: filtered, ...PAGE });
      const expected = all.filter((row) => workload.includes(row.workload ?? ''));
      expect(rows.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
      expect((await keyFacets(ctx, { auditId, query: filtered })).total).toBe(expected.length);
    }
  });

  it('a key comes with the name of its workload', async () => {
    const { store } = current;
    const auditId = await seedAudit(store);
    await seedKeys(store, auditId, [{ workload: 'ingest prod' }, { workload: null }]);
    await seedWorkloads(store, auditId, [{ workloadId: 'ingest prod', name: 'prod ingest' }]);
    const nameOf = async (id: string) =>
      (await getKey(testContext(store), { auditId, keyId: id })).workload_name;
    expect(await nameOf('k-00001')).toBe('prod ingest');
    expect(await nameOf('k-00002')).toBeNull();
  });
});
