import { expect, it } from 'vitest';
import type { TableQuery } from '@/lib/contract';
import { KEY_STATES, keyId } from '@/lib/domain/core';
import { requireAudit } from '@/lib/features/audits';
import { NOW, seedAudit, seedKeys, testContext } from '@/lib/features/audits/testing/seed';
import { schema } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import { describeStores } from '@/lib/platform/database/testing';
import { listKeys } from './list-keys';
import { searchKeys } from './search-keys';
import { HOSTILE, variedKeys } from './testing/varied-keys';

const KEYS = 97;
const ASKED = [
  ...HOSTILE,
  ...HOSTILE.map((name) => name.slice(1, 4)),
  ...['ADA', 'u1@acme', 'k-0000', 'key 3', 'fake', '%', '_', '\\', 'istanbul', "'=cmd", 'КЛЮЧ'],
  ...['acme.testAda', 'acme.test Ada', 'Ada\0k-', 'nothing has this', '\ufeff', ' '],
];

describeStores('the search for keys', (current) => {
  it('finds the same keys in memory, once an audit has finished, as in the database before', async () => {
    const { store } = current;
    const ctx = testContext(store);
    const finished = await seedAudit(store);
    const running = await seedAudit(store, { status: 'running', finishedAt: null });
    for (const id of [finished, running]) await seedKeys(store, id, variedKeys(KEYS));
    const find = async (auditId: string, q: string) => {
      const query: TableQuery = {
        q,
        filters: { state: KEY_STATES },
        sort: { column: 'name', direction: 'asc' },
      };
      const rows = await listKeys(ctx, { auditId, query, limit: KEYS, startingAfter: null });
      return rows.map(({ id }) => id);
    };
    const counts = new Set<number>();
    for (const q of ASKED) {
      const found = await find(finished, q);
      expect(found, `“${q}”`).toEqual(await find(running, q));
      counts.add(found.length);
    }
    expect(counts.size).toBeGreaterThan(5);
  });

  it('finds the keys that a resumed audit saw in the end', async () => {
    const { store } = current;
    const ctx = testContext(store);
    const auditId = await seedAudit(store, { finishedAt: new Date(NOW.getTime() - 1) });
    await seedKeys(store, auditId, [{ name: 'nightly' }]);
    const find = async () => searchKeys(store.db, await requireAudit(ctx, auditId), 'nightly');
    expect(await find()).toHaveLength(1);
    await seedKeys(store, auditId, [{ keyId: keyId('k-new'), name: 'nightly copy' }]);
    await store.db
      .update(schema.audits)
      .set({ finishedAt: NOW })
      .where(eq(schema.audits.id, auditId));
    expect(await find()).toHaveLength(2);
  });

  it('leaves it to the database if very many keys match, or the audit is too large', async () => {
    const { store } = current;
    const ctx = testContext(store);
    const many = Array.from({ length: 5001 }, (_, index) => ({ name: `n ${index}` }));
    const auditId = await seedAudit(store);
    await seedKeys(store, auditId, many);
    const audit = await requireAudit(ctx, auditId);
    expect(await searchKeys(store.db, audit, 'N 4999')).toHaveLength(1);
    expect(await searchKeys(store.db, audit, 'n ')).toBeNull();
    expect(await searchKeys(store.db, { ...audit, keysSeen: 1_000_000 }, 'n 4999')).toBeNull();
  });
});
