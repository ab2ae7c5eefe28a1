import { expect, it } from 'vitest';
import type { TableQuery } from '@/lib/contract';
import { schema } from '@/lib/platform/database';
import { describeStores } from '@/lib/platform/database/testing';
import { assignReplacement, getReplacement, listReplacements, updateReplacement } from './index';
import { plan, seedAcme } from './testing/seed-plan';

describeStores('a plan', (current) => {
  it('has an assignee and a due date, apart from what the plan says', async () => {
    const ctx = await seedAcme(current.store);
    const list = (change: Partial<TableQuery>) =>
      listReplacements(ctx, {
        query: { q: null, filters: {}, sort: { column: 'due', direction: 'asc' }, ...change },
        limit: 1000,
        startingAfter: null,
      });
    const { id, revision, ...made } = await plan(ctx);
    const { keys: _keys, ...draft } = made.plan;
    expect(made).toMatchObject({ assignee: null, due: null, overdue: false });
    const ada = { assignee: 'ada@acme.test', due: '2026-11-19' };
    const assigned = await assignReplacement(ctx, { id, ...ada });
    expect(assigned).toMatchObject({ ...ada, overdue: true, revision });
    await assignReplacement(ctx, { id, ...ada });
    const overdue = (value: string) => list({ filters: { overdue: [value] } });
    expect(await overdue('yes')).toMatchObject([{ id, ...ada }]);
    expect(await overdue('no')).toEqual([]);
    expect(await list({ q: 'ADA@' })).toHaveLength(1);
    // The day of `NOW` isn't over.
    await assignReplacement(ctx, { id, ...ada, due: '2026-11-20' });
    expect(await overdue('yes')).toEqual([]);
    await updateReplacement(ctx, { id, based_on: revision, plan: { ...draft, notes: 'x' } });
    expect(await getReplacement(ctx, { id })).toMatchObject({ ...ada, due: '2026-11-20' });
    const told = (await current.store.db.select().from(schema.activity)).filter(
      ({ action }) => action === 'replacement-assigned',
    );
    expect(told.map(({ details }) => details)).toEqual(
      ['2026-11-19', '2026-11-20'].map((due) => ({
        replacement_id: id,
        title: made.title,
        assignee: 'ada@acme.test',
        due,
      })),
    );
    const missing = '00000000-0000-4000-8000-000000000000';
    await expect(assignReplacement(ctx, { id: missing, ...ada })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
