import { afterEach, beforeEach, expect, it } from 'vitest';
import { listActivity } from '@/lib/features/activity';
import { OTHER, testContext } from '@/lib/features/audits/testing/seed';
import { workloadDetailSchema, type WorkloadRow } from '@/lib/contract';
import { settingsFileSchema } from '@/lib/domain/policy';
import { rememberOrganization } from '@/lib/features/organizations';
import { getWorkload, listWorkloads } from '@/lib/features/workloads';
import { schema } from '@/lib/platform/database';
import { describeStores } from '@/lib/platform/database/testing';
import {
  exportSettingsFile,
  importSettings,
  mergeWorkloads,
  splitWorkload,
  withdrawWorkloadDecisions,
} from './index';
import { startOwner, type TestOwner } from './testing/owner';

describeStores('workloads, as an owner says', (current) => {
  let owner: TestOwner;
  beforeEach(async () => {
    owner = await startOwner(current.store);
  });
  afterEach(() => owner.close());

  const workloads = (auditId = owner.audit.id): Promise<WorkloadRow[]> =>
    listWorkloads(owner.ctx, {
      auditId,
      query: { q: null, filters: {}, sort: { column: 'priority', direction: 'asc' } },
      limit: 1000,
      startingAfter: null,
    });
  const get = (workloadId: string, auditId = owner.audit.id) =>
    getWorkload(owner.ctx, { auditId, workloadId });
  const twoOf = async () => {
    const [first, second] = await workloads();
    if (first === undefined || second === undefined) throw new Error('too few workloads');
    return [first, second] as const;
  };
  const several = async () => {
    const found = (await workloads()).find(({ keys }) => keys > 1);
    if (found === undefined) throw new Error('no workload has several keys');
    return get(found.id);
  };
  const logged = async () =>
    (
      await listActivity(owner.ctx, {
        limit: 100,
        startingAfter: null,
        query: {
          q: null,
          filters: {
            action: ['workloads-merged', 'workload-split', 'workload-decisions-withdrawn'],
          },
          sort: { column: 'at', direction: 'asc' },
        },
      })
    ).map(({ action, details }) => ({ action, details }));

  it('are one after a merge, in the next audit too, until the merge is withdrawn', async () => {
    const before = await workloads();
    const [into, merged] = await twoOf();
    const [decision] = await mergeWorkloads(owner.ctx, { workloadIds: [merged.id], into: into.id });
    expect(decision).toMatchObject({ subject: merged.id, workload: into.name });
    const together = await get(into.id);
    expect(workloadDetailSchema.parse(together)).toEqual(together);
    expect(together).toMatchObject({ name: into.name, keys: into.keys + merged.keys });
    expect(together.decisions).toEqual([decision]);
    await expect(get(merged.id)).rejects.toMatchObject({ code: 'not-found' });
    const ofMerged = (await owner.keys()).filter(({ workload }) => workload === into.id);
    expect(ofMerged).toHaveLength(together.keys);

    const next = await owner.auditAgain();
    expect((await get(into.id, next.id)).keys).toBe(together.keys);
    owner.wait(1);
    await withdrawWorkloadDecisions(owner.ctx, { subjects: [merged.id] });
    await owner.reEvaluate();
    expect(await workloads()).toEqual(before);
    expect(await logged()).toEqual([
      {
        action: 'workloads-merged',
        details: { workload: into.name, merged: 1, subject: merged.name },
      },
      {
        action: 'workload-decisions-withdrawn',
        details: { workload: into.name, decisions: 1, subject: merged.name },
      },
    ]);
  });

  it('can be split, and the keys put back', async () => {
    const before = await workloads();
    const whole = await several();
    const [key] = whole.first_keys;
    if (key === undefined) throw new Error('no key');
    const [decision] = await splitWorkload(owner.ctx, {
      workloadId: whole.id,
      keyIds: [key.id],
      name: 'its staging twin',
    });
    if (decision === undefined) throw new Error('no decision');
    expect(await get(decision.workload_id)).toMatchObject({
      name: 'its staging twin',
      has_purpose: true,
      keys: 1,
      decisions: [{ subject: `key:${key.id}`, subject_name: key.name }],
    });
    expect((await get(whole.id)).keys).toBe(whole.keys - 1);
    const verdicts = (await owner.keys()).find(({ id }) => id === key.id);
    expect(verdicts).toMatchObject({ used_by: 'workload', workload: decision.workload_id });
    await withdrawWorkloadDecisions(owner.ctx, { subjects: [decision.subject] });
    expect(await workloads()).toEqual(before);
  });

  it('are in the settings file, which evaluates another audit the same way', async () => {
    const [into, merged] = await twoOf();
    await mergeWorkloads(owner.ctx, { workloadIds: [merged.id], into: into.id });
    const file = await exportSettingsFile(owner.ctx, { record: false });
    expect(file.workloads).toMatchObject([{ subject: merged.id, workload_id: into.id }]);
    const stored = await current.store.db.select().from(schema.workloadDecisions);
    await rememberOrganization(current.store.db, OTHER, owner.ctx.now());
    await importSettings(
      current.store,
      OTHER,
      settingsFileSchema.parse(JSON.parse(JSON.stringify(file))),
      { author: 'settings file', at: owner.ctx.now() },
    );
    const all = await current.store.db.select().from(schema.workloadDecisions);
    expect(all.filter(({ organizationId }) => organizationId === OTHER.id)).toEqual(
      stored.map((row) => ({ ...row, organizationId: OTHER.id })),
    );
  });

  it('refuse what can’t be, and nothing changes then', async () => {
    const [one, two] = await twoOf();
    const whole = await several();
    const foreign = testContext(current.store, OTHER);
    await rememberOrganization(current.store.db, OTHER, foreign.now());
    const { ctx } = owner;
    const keyIds = whole.first_keys.map(({ id }) => id);
    const [first = ''] = keyIds;
    const refusals: [() => Promise<unknown>, string][] = [
      [() => mergeWorkloads(ctx, { workloadIds: [one.id], into: one.id }), 'bad-request'],
      [() => mergeWorkloads(ctx, { workloadIds: ['none'], into: one.id }), 'not-found'],
      [() => mergeWorkloads(ctx, { workloadIds: [one.id], into: 'none' }), 'not-found'],
      [() => mergeWorkloads(foreign, { workloadIds: [one.id], into: two.id }), 'not-found'],
      [() => splitWorkload(ctx, { workloadId: whole.id, keyIds, name: 'x' }), 'bad-request'],
      [() => splitWorkload(ctx, { workloadId: 'none', keyIds: [first], name: 'x' }), 'not-found'],
      [
        () => splitWorkload(ctx, { workloadId: whole.id, keyIds: [first, 'k'], name: 'x' }),
        'bad-request',
      ],
      [() => withdrawWorkloadDecisions(ctx, { subjects: [one.id] }), 'not-found'],
    ];
    for (const [refused, code] of refusals) await expect(refused()).rejects.toMatchObject({ code });
    expect(await current.store.db.$count(schema.workloadDecisions)).toBe(0);
    expect(await logged()).toEqual([]);

    await mergeWorkloads(ctx, { workloadIds: [one.id], into: two.id });
    await expect(withdrawWorkloadDecisions(foreign, { subjects: [one.id] })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
