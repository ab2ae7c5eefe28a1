import { expect, it } from 'vitest';
import { getOverview, keptCounts } from '@/lib/features/audits';
import { seedAudit, seedKeys, testContext } from '@/lib/features/audits/testing/seed';
import { schema } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import { describeStores } from '@/lib/platform/database/testing';
import { keyFacets } from './index';

const QUERY = { q: null, filters: {}, sort: { column: 'name', direction: 'asc' } } as const;
const countMembers = () => Promise.reject(new Error('there is an audit, so nothing is counted'));

describeStores('counts of an audit', (current) => {
  it('are the new ones after an evaluation, in facets and on the overview', async () => {
    const { store } = current;
    const { auditKeys, audits } = schema;
    const ctx = testContext(store);
    const auditId = await seedAudit(store);
    await seedKeys(store, auditId, [{ verdict: 'replace', access: 'owner' }]);
    const counts = async () => {
      const { facets } = await keyFacets(ctx, { auditId, query: QUERY });
      const { access } = await getOverview(ctx, { countMembers });
      return [
        ...(facets.verdict ?? []).filter(({ count }) => count > 0),
        access.owner,
        access.none,
      ];
    };
    expect(await counts()).toEqual([{ value: 'replace', count: 1 }, 1, 0]);
    expect(await counts()).toEqual([{ value: 'replace', count: 1 }, 1, 0]);
    await store.transaction(async (tx) => {
      await tx.update(auditKeys).set({ verdict: 'ok', access: 'none' });
      await tx.update(audits).set({ evaluationStale: false }).where(eq(audits.id, auditId));
    });
    expect(await counts()).toEqual([{ value: 'ok', count: 1 }, 0, 1]);
  });

  it('are counted once for each question, and every time while the audit runs', async () => {
    const { store } = current;
    const ctx = testContext(store);
    let times = 0;
    const count = () => Promise.resolve((times += 1));
    const finished = await seedAudit(store);
    const asked = [['a'], ['a'], ['b'], ['a']];
    const counted: number[] = [];
    for (const name of asked) counted.push(await keptCounts(ctx, finished, name, count));
    expect(counted).toEqual([1, 1, 2, 1]);
    const running = await seedAudit(store, { status: 'running', finishedAt: null });
    expect(await keptCounts(ctx, running, ['a'], count)).toBe(3);
    expect(await keptCounts(ctx, running, ['a'], count)).toBe(4);
  });
});
