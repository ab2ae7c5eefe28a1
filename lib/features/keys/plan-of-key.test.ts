import { expect, it } from 'vitest';
import { seedAudit, seedKeys, testContext } from '@/lib/features/audits/testing/seed';
import { createReplacement, suggestReplacement } from '@/lib/features/replacements';
import { describeStores } from '@/lib/platform/database/testing';
import { getKey, listKeys } from './index';

describeStores('the plan of a key', (current) => {
  it('a key names the plan that contains it now, and the others are planned without it', async () => {
    const { store } = current;
    const ctx = testContext(store);
    const audit = await seedAudit(store);
    const key = { verdict: 'replace', usedBy: 'workload', workload: 'w-1' } as const;
    await seedKeys(store, audit, [key, key, key]);
    const { plan } = await suggestReplacement(ctx, { key_ids: ['k-00002'] });
    const { id, title, stage } = await createReplacement(ctx, { key_ids: ['k-00002'], plan });

    const rows = await listKeys(ctx, {
      auditId: audit,
      query: { q: null, filters: {}, sort: { column: 'name', direction: 'asc' } },
      limit: 10,
      startingAfter: null,
    });
    const planOf = new Map(rows.map((row) => [row.id, row.replacement]));
    expect(planOf.get('k-00001')).toBeNull();
    expect(planOf.get('k-00002')).toEqual({ id, title, stage });
    const planned = await getKey(ctx, { auditId: audit, keyId: 'k-00002' });
    expect(planned.replacement).toEqual({ id, title, stage });
    const other = await getKey(ctx, { auditId: audit, keyId: 'k-00001' });
    expect(other.replace_with).toEqual(['k-00003']);
  });
});
