import { expect, it } from 'vitest';
import { OTHER, testContext } from '@/lib/features/audits/testing/seed';
import type { Context } from '@/lib/features/context';
import type { TableQuery } from '@/lib/contract';
import { schema, type Store } from '@/lib/platform/database';
import { eq, sql } from '@/lib/platform/database/sql';
import { describeStores } from '@/lib/platform/database/testing';
import {
  actOnStep,
  createReplacement,
  deleteReplacement,
  getReplacement,
  listReplacements,
} from './index';
import { draftFor, plan, seedAcme } from './testing/seed-plan';

const QUERY: TableQuery = {
  q: null,
  filters: {},
  sort: { column: 'updated_at', direction: 'desc' },
};
const list = (ctx: Context) =>
  listReplacements(ctx, { query: QUERY, limit: 100, startingAfter: null });

/** What a stored plan may look like after a downgrade or a change by hand. */
const DAMAGE = [
  ['a plan without keys', { plan: sql`plan - 'keys'` }],
  ['a plan that is a text', { plan: sql`'"damaged"'::jsonb` }],
  ['an unknown step state', { state: sql`'{"steps":{}}'::jsonb` }],
] as const;

describeStores('a stored plan that can’t be read', (current) => {
  const damaged = async (store: Store, columns: (typeof DAMAGE)[number][1]) => {
    const ctx = await seedAcme(store);
    const [broken, intact] = [await plan(ctx, ['k-1']), await plan(ctx, ['k-2'])];
    const { replacements } = schema;
    await store.db.update(replacements).set(columns).where(eq(replacements.id, broken.id));
    return { ctx, broken, intact };
  };

  it.each(DAMAGE)('can be deleted, and its key planned again: %s', async (_what, columns) => {
    const { store } = current;
    const { ctx, broken, intact } = await damaged(store, columns);
    const stranger = testContext(store, OTHER);
    await expect(deleteReplacement(stranger, broken)).rejects.toMatchObject({ code: 'not-found' });
    await deleteReplacement(ctx, broken);
    expect((await list(ctx)).map(({ id }) => id)).toEqual([intact.id]);
    const log = await store.db
      .select()
      .from(schema.activity)
      .where(eq(schema.activity.action, 'replacement-deleted'));
    expect(log.map(({ details }) => details)).toEqual([
      { replacement_id: broken.id, title: broken.title, stage: 'not-started' },
    ]);
    const draft = await draftFor(ctx, ['k-1']);
    await createReplacement(ctx, { key_ids: ['k-1'], plan: draft });
    expect(await list(ctx)).toHaveLength(2);
  });

  it.each(DAMAGE)('is named by every other operation: %s', async (_what, columns) => {
    const { ctx, broken } = await damaged(current.store, columns);
    for (const work of [
      () => list(ctx),
      () => getReplacement(ctx, broken),
      () => actOnStep(ctx, { id: broken.id, based_on: 1, act: 'message-sent', holder_id: 'u-ada' }),
    ]) {
      await expect(work()).rejects.toMatchObject({
        code: 'internal',
        publicMessage: expect.stringContaining(`“${broken.title}”`),
        details: { unreadablePlan: { id: broken.id, title: broken.title } },
      });
    }
  });
});
