import { expect, it } from 'vitest';
import {
  ACME,
  NOW,
  OTHER,
  seedAudit,
  seedMembers,
  testContext,
} from '@/lib/features/audits/testing/seed';
import { activityRowSchema, type ActivityRow, type TableQuery } from '@/lib/contract';
import { ACTIVITY_ACTIONS, auditId, memberId } from '@/lib/domain/core';
import type { Store } from '@/lib/platform/database';
import { describeStores } from '@/lib/platform/database/testing';
import { activityFacets, listActivity, readActorName, recordActivity } from './index';

const query = (change: Partial<TableQuery> = {}): TableQuery => ({
  q: null,
  filters: {},
  sort: { column: 'at', direction: 'desc' },
  ...change,
});
const AUDIT = auditId('11111111-1111-4111-8111-111111111111');

async function seed(store: Store, count: number) {
  for (let index = 0; index < count; index += 1) {
    await recordActivity(store.db, {
      organizationId: ACME.id,
      actor: index % 2 === 0 ? 'olivia@acme.test' : 'Latchkey',
      action: ACTIVITY_ACTIONS[index % ACTIVITY_ACTIONS.length] ?? 'signed-in',
      auditId: index % 4 === 0 ? AUDIT : null,
      details: { members: index },
      // Two entries share each time, to test ties.
      at: new Date(NOW.getTime() - Math.floor(index / 2) * 1000),
    });
  }
}

async function readAll(store: Store, asked: TableQuery, limit = 7): Promise<ActivityRow[]> {
  const rows: ActivityRow[] = [];
  for (;;) {
    const page = await listActivity(testContext(store), {
      limit,
      startingAfter: rows.at(-1)?.id ?? null,
      query: asked,
    });
    rows.push(...page);
    if (page.length < limit) return rows;
  }
}

describeStores('activity', (current) => {
  it('pages in either direction are the whole log, once each, in the order of time', async () => {
    await seed(current.store, 30);
    for (const direction of ['asc', 'desc'] as const) {
      const rows = await readAll(current.store, query({ sort: { column: 'at', direction } }));
      expect(new Set(rows.map((row) => row.id)).size).toBe(30);
      const times = rows.map((row) => row.at).sort();
      expect(rows.map((row) => row.at)).toEqual(direction === 'asc' ? times : times.reverse());
      for (const row of rows) expect(activityRowSchema.parse(row)).toEqual(row);
    }
  });

  it('is filtered by action and audit, and searched by actor', async () => {
    const count = 2 * ACTIVITY_ACTIONS.length;
    await seed(current.store, count);
    const started = await readAll(current.store, query({ filters: { action: ['audit-started'] } }));
    expect(started.map((row) => row.action)).toEqual(['audit-started', 'audit-started']);
    const ofAudit = await readAll(current.store, query({ filters: { audit_id: [AUDIT] } }));
    expect(ofAudit).toHaveLength(Math.ceil(count / 4));
    expect(await readAll(current.store, query({ filters: { audit_id: ['no uuid'] } }))).toEqual([]);
    expect(await readAll(current.store, query({ q: 'OLIVIA@' }))).toHaveLength(count / 2);

    const facets = (asked: TableQuery) =>
      activityFacets(testContext(current.store), { query: asked });
    const all = await facets(query({ filters: { action: ['audit-started'] } }));
    expect(all).toMatchObject({ total: 2, unfiltered: count });
    expect(all.facets.action).toEqual(ACTIVITY_ACTIONS.map((value) => ({ value, count: 2 })));
    const some = await facets(query({ filters: { audit_id: [AUDIT] } }));
    expect(some.facets.action?.reduce((sum, one) => sum + one.count, 0)).toBe(ofAudit.length);
  });

  it('names its actors as the latest audit does, and finds them by that name', async () => {
    const earlier = await seedAudit(current.store, { finishedAt: new Date(NOW.getTime() - 1000) });
    const latest = await seedAudit(current.store, { status: 'partial' });
    const olivia = { email: 'olivia@acme.test', memberId: memberId('u-olivia') };
    await seedMembers(current.store, earlier, [{ ...olivia, givenName: 'Liv' }]);
    await seedMembers(current.store, latest, [
      { email: 'other@acme.test', givenName: 'Olaf' },
      { ...olivia, givenName: 'Olivia', familyName: 'Oduya' },
      { email: null, givenName: 'Nameless' },
    ]);
    await seedAudit(current.store, { status: 'failed', finishedAt: new Date(NOW.getTime() + 1) });
    await seed(current.store, 4);
    const rows = await readAll(current.store, query());
    expect(rows.map((row) => [row.actor, row.actor_name])).toEqual(
      expect.arrayContaining([
        ['olivia@acme.test', 'Olivia Oduya'],
        ['Latchkey', null],
      ]),
    );
    expect(rows).toHaveLength(4);
    expect(await readAll(current.store, query({ q: 'oduya' }))).toHaveLength(2);
    expect(await readAll(current.store, query({ q: 'olaf' }))).toEqual([]);
    const context = testContext(current.store);
    expect(await readActorName(context)).toBe('Olivia Oduya');
    const unknown = { ...context.actor, userId: null, email: null };
    expect(await readActorName({ ...context, actor: unknown })).toBeNull();
    expect(await readActorName(testContext(current.store, OTHER))).toBeNull();
  });

  it('another organization sees none of it, and a rolled back act leaves no entry', async () => {
    await seed(current.store, 3);
    const input = { limit: 10, startingAfter: null, query: query() };
    expect(await listActivity(testContext(current.store, OTHER), input)).toEqual([]);
    await expect(
      current.store.transaction(async (tx) => {
        await recordActivity(tx, {
          organizationId: ACME.id,
          actor: 'x',
          action: 'exported',
          details: {},
          at: NOW,
        });
        throw new Error('the act failed');
      }),
    ).rejects.toThrow('the act failed');
    expect(await listActivity(testContext(current.store), input)).toHaveLength(3);
    await expect(
      listActivity(testContext(current.store), { ...input, startingAfter: 'no uuid' }),
    ).rejects.toMatchObject({ code: 'bad-request' });
  });
});
