import { expect, it } from 'vitest';
import { ACME, NOW, OTHER, testContext } from '@/lib/features/audits/testing/seed';
import { DAY_MS } from '@/lib/domain/core';
import { inRequest } from '@/lib/platform/log';
import { schema, type Store } from '@/lib/platform/database';
import { and, eq, sql } from '@/lib/platform/database/sql';
import { describeStores } from '@/lib/platform/database/testing';
import {
  chainOldEntries,
  dropDeletedActivity,
  listActivity,
  recordActivity,
  verifyActivity,
} from './index';

const { activity } = schema;

const record = (
  store: Store,
  actor: string,
  more: Partial<Parameters<typeof recordActivity>[1]> = {},
) =>
  recordActivity(store.db, {
    organizationId: ACME.id,
    actor,
    action: 'signed-in',
    details: { z: 1, a: 'x', ключ: true, none: null, big: 1e21, small: 0.1 },
    at: NOW,
    ...more,
  });
const brokenOf = async (store: Store) =>
  (await verifyActivity(store.db)).map(({ broken }) => broken).filter((one) => one !== null);

describeStores('the chain of the activity log', (current) => {
  it('is right for entries written at the same time, with odd texts, and per organization', async () => {
    const { store } = current;
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => record(store, `Ana ${n} \uD800 \0 é 😀`)),
    );
    await record(store, 'other', { organizationId: OTHER.id });
    await store.transaction(async (tx) => {
      await recordActivity(tx, {
        organizationId: ACME.id,
        actor: 'in a transaction',
        action: 'exported',
        details: {},
        at: NOW,
      });
    });
    const checked = await verifyActivity(store.db);
    expect(checked.map(({ broken, entries }) => ({ broken, entries }))).toEqual(
      expect.arrayContaining([
        { broken: null, entries: 21 },
        { broken: null, entries: 1 },
      ]),
    );
  });

  it.each([
    ['changed', 'was changed', sql`update activity set actor = 'nobody' where seq = 2`],
    ['moved in time', 'was changed', sql`update activity set at = now() where seq = 2`],
    ['taken out', 'missing', sql`delete from activity where seq = 2`],
    ['taken out at the end', 'later entries', sql`delete from activity where seq = 3`],
    ['taken out at the start', 'missing', sql`delete from activity where seq = 1`],
    ['taken out altogether', 'later entries', sql`delete from activity`],
    [
      'added without a hash',
      'doesn’t belong to a chain',
      sql`insert into activity (id, organization_id, at, actor, action, details)
        values (gen_random_uuid(), ${ACME.id}, now(), 'x', 'exported', '{}')`,
    ],
  ])('shows an entry that was %s', async (_what, says, tamper) => {
    const { store } = current;
    for (const actor of ['a', 'b', 'c']) await record(store, actor);
    expect(await brokenOf(store)).toEqual([]);
    await store.db.execute(tamper);
    expect(await brokenOf(store)).toEqual([expect.stringContaining(says)]);
  });

  it('stays right when the log of a deleted organization is dropped', async () => {
    const { store } = current;
    const longAgo = new Date(NOW.getTime() - 31 * DAY_MS);
    await record(store, 'before', { at: longAgo });
    await record(store, 'deleter', { at: longAgo, action: 'organization-data-deleted' });
    await record(store, 'after');
    await record(store, 'x', {
      organizationId: OTHER.id,
      action: 'organization-data-deleted',
      at: longAgo,
    });
    expect(await dropDeletedActivity(store, NOW)).toBe(3);
    await record(store, 'later');
    const checked = await verifyActivity(store.db);
    expect(checked).toMatchObject([{ organizationId: ACME.id, entries: 2, broken: null }]);
    await store.db.delete(activity).where(eq(activity.actor, 'after'));
    expect(await brokenOf(store)).toHaveLength(1);
  });

  it('takes in entries of an older version, and entries name their request', async () => {
    const { store } = current;
    for (const actor of ['a', 'b']) {
      await store.db.execute(sql`
        insert into activity (id, organization_id, at, actor, action, details)
        values (gen_random_uuid(), ${ACME.id}, ${NOW.toISOString()}::timestamptz, ${actor},
          'exported', '{"b": 1, "a": "é"}')`);
    }
    expect(await chainOldEntries(store)).toBe(2);
    expect(await chainOldEntries(store)).toBe(0);
    await inRequest({ id: 'request-1', address: '192.0.2.7' }, () => record(store, 'c'));
    expect(await verifyActivity(store.db)).toMatchObject([{ entries: 3, broken: null }]);
    const [row] = await listActivity(testContext(store), {
      limit: 1,
      startingAfter: null,
      query: { q: '192.0.2.7', filters: {}, sort: { column: 'at', direction: 'desc' } },
    });
    expect(row).toMatchObject({
      actor: 'c',
      address: '192.0.2.7',
      request_id: 'request-1',
      seq: 3,
    });
    const [before] = await store.db
      .select()
      .from(activity)
      .where(and(eq(activity.organizationId, ACME.id), eq(activity.seq, 2)));
    expect(row?.previous_hash).toBe(before?.hash);
  });
});
