import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { NOW, seedAudit, seedKeys, testContext } from '@/lib/features/audits/testing/seed';
import { requireAudit } from '@/lib/features/audits';
import { startOwner } from '@/lib/features/rules/testing/owner';
import { KEYS_TABLE, type TableQuery } from '@/lib/contract';
import { auditId as asAuditId, KEY_STATES } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { selectPage } from '@/lib/platform/database/listing-pages';
import { eq, sql } from '@/lib/platform/database/sql';
import { describeStores } from '@/lib/platform/database/testing';
import { keysListing } from './keys-listing';
import { listKeys } from './list-keys';
import { variedKeys } from './testing/varied-keys';

const KEYS = 3000;
const ROWS = 100;
/** Rows are as wide as real ones. A narrow table is read quickly, so the planner wouldn't use an index. */
const WIDE = variedKeys(KEYS).map((key) => ({
  ...key,
  verdict: key.state === 'seen' ? (key.verdict ?? 'ok') : null,
  recommendation: 'x'.repeat(600),
}));

type Plan = { 'Node Type': string; 'Plan Rows': number; Plans?: Plan[] };

/** Whether a plan reads or sorts more than a page. An incremental sort sorts a few equal rows at a time. */
const readsEverything = (plan: Plan): boolean =>
  plan['Node Type'].endsWith('Seq Scan') ||
  (plan['Node Type'] === 'Sort' && plan['Plan Rows'] > ROWS) ||
  (plan.Plans ?? []).some(readsEverything);

describeStores('pages of keys', (current) => {
  it('no page of any sort reads all keys of an audit, at its beginning, middle or end', async () => {
    const { store } = current;
    await seedKeys(store, await seedAudit(store, { evaluatedAt: NOW }), WIDE);
    const auditId = await seedAudit(store, { evaluatedAt: NOW });
    await seedKeys(store, auditId, WIDE);
    await store.db.execute(sql`analyze`);
    const listing = keysListing(await requireAudit(testContext(store), auditId), NOW);
    const found: string[] = [];
    for (const column of KEYS_TABLE.sorts) {
      for (const direction of ['asc', 'desc'] as const) {
        const query: TableQuery = { q: null, filters: {}, sort: { column, direction } };
        const all = await selectPage(store.db, listing, query, {
          limit: KEYS,
          startingAfter: null,
        });
        const ids = (await all.rows).map(({ id }) => id);
        for (const at of [null, 0.4, 0.7, 0.99]) {
          const startingAfter = at === null ? null : (ids[Math.floor(ids.length * at)] ?? '');
          const page = await selectPage(store.db, listing, query, { limit: ROWS, startingAfter });
          const { rows } = await store.db.execute<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
            sql`explain (format json) ${page.rows.getSQL()}`,
          );
          const plan = rows[0]?.['QUERY PLAN'][0].Plan;
          if (plan === undefined || readsEverything(plan)) {
            found.push(`${column} ${direction} at ${at}: ${JSON.stringify(plan, null, 1)}`);
          }
        }
      }
    }
    expect(found).toEqual([]);
  });

  it('the lists of real audits have every key: those seen, those not seen, and those gone', async () => {
    const owner = await startOwner(current.store, 12);
    try {
      const { simulator } = owner;
      simulator.organization.keys.splice(0, 1);
      owner.wait(1);
      const second = await owner.auditAgain();
      for (const audit of [owner.audit, second]) {
        const stored = await current.store.db.$count(
          schema.auditKeys,
          eq(schema.auditKeys.auditId, asAuditId(audit.id)),
        );
        const query: TableQuery = {
          q: null,
          filters: { state: KEY_STATES },
          sort: { column: 'name', direction: 'asc' },
        };
        const rows = await listKeys(owner.ctx, {
          auditId: audit.id,
          query,
          limit: KEYS,
          startingAfter: null,
        });
        expect(rows).toHaveLength(stored);
      }
    } finally {
      await owner.close();
    }
  });

  it('a failed audit lists the keys that were read after it was evaluated and resumed', async () => {
    const { store } = current;
    const auditId = await seedAudit(store, { status: 'failed', evaluatedAt: NOW });
    await seedKeys(store, auditId, [{ verdict: 'ok' }, { verdict: null }]);
    const query: TableQuery = { q: null, filters: {}, sort: { column: 'name', direction: 'asc' } };
    const page = { auditId, query, limit: 10, startingAfter: null };
    expect(await listKeys(testContext(store), page)).toHaveLength(2);
  });

  it('names and emails may be longer than an entry of an index', async () => {
    const { store } = current;
    const auditId = await seedAudit(store);
    // Random, because text that repeats is stored in fewer bytes.
    const long = (start: string) => `${start}${randomBytes(6000).toString('base64')}`;
    await seedKeys(store, auditId, [
      { name: long('b'), holderEmail: long('y') },
      { name: long('a'), holderGivenName: long('x') },
    ]);
    const ctx = testContext(store);
    for (const column of ['name', 'holder'] as const) {
      const query: TableQuery = { q: null, filters: {}, sort: { column, direction: 'asc' } };
      const rows = await listKeys(ctx, { auditId, query, limit: 10, startingAfter: null });
      expect(rows.map(({ name }) => name[0])).toEqual(['a', 'b']);
    }
  });
});
