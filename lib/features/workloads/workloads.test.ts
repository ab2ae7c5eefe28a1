import { expect, it } from 'vitest';
import {
  ACME,
  NOW,
  OTHER,
  seedAudit,
  seedKeys,
  seedWorkloads,
  testContext,
} from '@/lib/features/audits/testing/seed';
import {
  WORKLOADS_TABLE,
  workloadDetailSchema,
  workloadRowSchema,
  type TableQuery,
  type WorkloadRow,
} from '@/lib/contract';
import { ACCESS_LEVELS, DAY_MS, SEVERITIES, keyId, serviceTokenId } from '@/lib/domain/core';
import { listActivity } from '@/lib/features/activity';
import {
  assignReplacement,
  createReplacement,
  deleteReplacement,
  suggestReplacement,
} from '@/lib/features/replacements';
import { schema, type Store } from '@/lib/platform/database';
import { describeStores } from '@/lib/platform/database/testing';
import {
  assignWorkload,
  getWorkload,
  listWorkloads,
  streamWorkloads,
  workloadFacets,
} from './index';

const query = (change: Partial<TableQuery> = {}): TableQuery => ({
  q: null,
  filters: {},
  sort: { column: 'priority', direction: 'asc' },
  ...change,
});
const FIRST = { limit: 1000, startingAfter: null };

async function seedVaried(store: Store) {
  const audit = await seedAudit(store);
  const workloads = Array.from({ length: 23 }, (_, n) => ({
    name: `workload ${(n * 7) % 23}`,
    keyIds: Array.from({ length: 1 + (n % 4) }, (_key, index) => keyId(`k-${n}-${index}`)),
    keysToReplace: n % 3,
    holders: 1 + (n % 2),
    access: ACCESS_LEVELS[n % 7] ?? 'unknown',
    workloadId: `w-${n + 1}`,
    severity: n % 6 === 0 ? null : (SEVERITIES[n % 5] ?? null),
    oldestAt: n % 5 === 0 ? null : new Date(NOW.getTime() - n * 30 * DAY_MS),
    serviceTokenId: n % 4 === 0 ? serviceTokenId(`t-${n}`) : null,
    serviceTokenName: n % 4 === 0 ? `token ${n}` : null,
  }));
  await seedWorkloads(store, audit, workloads);
  const assigned = workloads.filter((_, n) => n % 2 === 0);
  await store.db.insert(schema.workloadAssignments).values(
    assigned.map(({ workloadId }, n) => ({
      organizationId: ACME.id,
      workloadId,
      assignee: n % 4 === 0 ? null : `person ${n}`,
      due: n % 5 === 0 ? null : `2026-11-${14 + n}`,
    })),
  );
  return audit;
}

describeStores('workloads of an audit', (current) => {
  it('pages of every sort in both directions are the whole list, once each', async () => {
    const auditId = await seedVaried(current.store);
    const ctx = testContext(current.store);
    for (const column of WORKLOADS_TABLE.sorts) {
      for (const direction of ['asc', 'desc'] as const) {
        const sorted = query({ sort: { column, direction } });
        const all = await listWorkloads(ctx, { auditId, query: sorted, ...FIRST });
        const rows: WorkloadRow[] = [];
        for (;;) {
          const startingAfter = rows.at(-1)?.id ?? null;
          const next = await listWorkloads(ctx, {
            auditId,
            query: sorted,
            limit: 5,
            startingAfter,
          });
          rows.push(...next);
          if (next.length < 5) break;
        }
        expect(rows, `${column} ${direction}`).toEqual(all);
        expect(new Set(rows.map((row) => row.id)).size).toBe(23);
        for (const row of rows) expect(workloadRowSchema.parse(row)).toEqual(row);
      }
    }
  });

  it('each filter value gives as many rows as its facet says, and together all', async () => {
    const auditId = await seedVaried(current.store);
    const ctx = testContext(current.store);
    const { facets, total } = await workloadFacets(ctx, { auditId, query: query() });
    expect(total).toBe(23);
    for (const [name, values] of Object.entries(WORKLOADS_TABLE.filters)) {
      let sum = 0;
      for (const value of values) {
        const filters = { [name]: [value] };
        const rows = await listWorkloads(ctx, { auditId, query: query({ filters }), ...FIRST });
        expect(facets[name]?.find((facet) => facet.value === value)?.count).toBe(rows.length);
        sum += rows.length;
      }
      expect(sum, name).toBe(23);
    }
  });

  it('a stream gives the same rows as the list', async () => {
    const auditId = await seedVaried(current.store);
    const ctx = testContext(current.store);
    const rows: WorkloadRow[] = [];
    for await (const batch of streamWorkloads(ctx, { auditId, query: query() }))
      rows.push(...batch);
    expect(rows).toEqual(await listWorkloads(ctx, { auditId, query: query(), ...FIRST }));
  });

  it('one workload comes with its keys, its plans, and the keys that still need one', async () => {
    const auditId = await seedAudit(current.store);
    await seedKeys(current.store, auditId, [
      { name: 'airflow', verdict: 'replace', usedBy: 'workload' },
      { name: 'airflow', verdict: 'replace', usedBy: 'workload' },
      { name: 'other' },
    ]);
    const [first, second] = [keyId('k-00001'), keyId('k-00002')];
    await seedWorkloads(current.store, auditId, [
      { workloadId: 'airflow', name: 'airflow', keyIds: [first, second], keysToReplace: 2 },
      { workloadId: 'dagster', keyIds: [keyId('k-00003')] },
    ]);
    const ctx = testContext(current.store);
    const before = await getWorkload(ctx, { auditId, workloadId: 'airflow' });
    expect(workloadDetailSchema.parse(before)).toEqual(before);
    expect(before.first_keys.map(({ id }) => id)).toEqual([first, second]);
    expect(before).toMatchObject({ replacements: [], unplanned_key_ids: [first, second] });

    const { plan } = await suggestReplacement(ctx, { key_ids: [first] });
    const made = await createReplacement(ctx, { key_ids: [first], plan });
    const after = await getWorkload(ctx, { auditId, workloadId: 'airflow' });
    expect(after.replacements).toMatchObject([{ id: made.id, stage: made.stage }]);
    expect(after.unplanned_key_ids).toEqual([second]);
    expect(await getWorkload(ctx, { auditId, workloadId: 'dagster' })).toMatchObject({
      replacements: [],
    });
  });

  it('has an assignee and a due date, which a new plan takes over and then decides', async () => {
    const auditId = await seedAudit(current.store);
    await seedKeys(current.store, auditId, [{ verdict: 'replace' }, { verdict: 'replace' }]);
    const keyIds = [keyId('k-00001'), keyId('k-00002')];
    await seedWorkloads(current.store, auditId, [
      { workloadId: 'airflow', name: 'airflow', keyIds, keysToReplace: 2 },
      { workloadId: 'dagster', name: 'dagster', keysToReplace: 1 },
    ]);
    const ctx = testContext(current.store);
    const shown = async () => {
      const { assignee, due, overdue } = await getWorkload(ctx, { auditId, workloadId: 'airflow' });
      const inList = await listWorkloads(ctx, {
        auditId,
        query: query({ filters: { overdue: ['yes'] } }),
        ...FIRST,
      });
      expect(inList.map(({ id }) => id)).toEqual(overdue ? ['airflow'] : []);
      return { assignee, due, overdue };
    };
    const workloadId = 'airflow';
    // The day of `NOW` isn't over.
    await assignWorkload(ctx, { workloadId, assignee: 'Ada', due: '2026-11-20' });
    expect(await shown()).toEqual({ assignee: 'Ada', due: '2026-11-20', overdue: false });
    await assignWorkload(ctx, { workloadId, assignee: 'Ada', due: '2026-11-19' });
    await assignWorkload(ctx, { workloadId, assignee: 'Ada', due: '2026-11-19' });
    expect(await shown()).toEqual({ assignee: 'Ada', due: '2026-11-19', overdue: true });
    const found = await listWorkloads(ctx, { auditId, query: query({ q: 'ada' }), ...FIRST });
    expect(found.map(({ id }) => id)).toEqual(['airflow']);

    const { plan } = await suggestReplacement(ctx, { key_ids: keyIds });
    const made = await createReplacement(ctx, { key_ids: keyIds, plan });
    expect(made).toMatchObject({ assignee: 'Ada', due: '2026-11-19', overdue: true });
    await assignReplacement(ctx, { id: made.id, assignee: null, due: '2027-01-01' });
    expect(await shown()).toEqual({ assignee: null, due: '2027-01-01', overdue: false });
    await deleteReplacement(ctx, made);
    expect(await shown()).toEqual({ assignee: 'Ada', due: '2026-11-19', overdue: true });

    const log = await listActivity(ctx, {
      ...FIRST,
      query: query({
        filters: { action: ['workload-assigned'] },
        sort: { column: 'at', direction: 'desc' },
      }),
    });
    expect(log.map(({ details }) => details.due).sort()).toEqual(['2026-11-19', '2026-11-20']);
    for (const unknown of ['none', 'a\0b'])
      await expect(
        assignWorkload(ctx, { workloadId: unknown, assignee: 'Ada', due: null }),
      ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('an unknown workload is not found, and another organization is invisible', async () => {
    const auditId = await seedVaried(current.store);
    const refused = { code: 'not-found' };
    for (const workloadId of ['w-999', '', 'a\0b']) {
      await expect(
        getWorkload(testContext(current.store), { auditId, workloadId }),
      ).rejects.toMatchObject(refused);
    }
    const ctx = testContext(current.store, OTHER);
    const input = { auditId, query: query(), ...FIRST };
    await expect(listWorkloads(ctx, input)).rejects.toMatchObject(refused);
    await expect(workloadFacets(ctx, input)).rejects.toMatchObject(refused);
    await expect(streamWorkloads(ctx, input)[Symbol.asyncIterator]().next()).rejects.toMatchObject(
      refused,
    );
    await expect(getWorkload(ctx, { auditId, workloadId: 'w-1' })).rejects.toMatchObject(refused);
  });
});
