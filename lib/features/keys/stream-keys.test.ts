import { expect, it } from 'vitest';
import { testContext } from '@/lib/features/audits/testing/seed';
import { auditId, KEY_STATES } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { eq, sql } from '@/lib/platform/database/sql';
import { describeStores } from '@/lib/platform/database/testing';
import { seedVaried } from './testing/varied-keys';
import { streamKeys } from './index';

const query = {
  q: null,
  filters: { state: KEY_STATES },
  sort: { column: 'name', direction: 'asc' },
} as const;
const { auditKeys } = schema;

describeStores('a download of keys', (current) => {
  it.each(['deleted', 'written again'])('is whole or breaks when keys are %s', async (change) => {
    const { store } = current;
    const id = auditId(await seedVaried(store));
    const { db, release } = await store.snapshot();
    const ctx = testContext({ ...store, db });
    const rows = streamKeys(ctx, { auditId: id, query })[Symbol.asyncIterator]();
    try {
      const first = await rows.next();
      expect(first.value).toHaveLength(97);
      const ofAudit = eq(auditKeys.auditId, id);
      if (change === 'deleted') await store.db.delete(auditKeys).where(ofAudit);
      else
        await store.db
          .update(auditKeys)
          .set({ name: sql`${auditKeys.name}` })
          .where(ofAudit);
      const end = rows.next();
      // On PostgreSQL, the snapshot hides the change. On other stores, the stream must fail.
      if (store.kind === 'postgres') expect((await end).done).toBe(true);
      else await expect(end).rejects.toMatchObject({ code: 'changed-meanwhile' });
    } finally {
      await release();
    }
  });

  it('gives its connection back, and too many at once are refused', async () => {
    const { store } = current;
    if (store.kind !== 'postgres') return;
    const open = await Promise.all(Array.from({ length: 8 }, () => store.snapshot()));
    await expect(store.snapshot()).rejects.toMatchObject({ code: 'too-many-requests' });
    await Promise.all(open.map(({ release }) => release()));
    await (await store.snapshot()).release();
  });
});
