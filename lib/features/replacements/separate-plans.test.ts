import { expect, it } from 'vitest';
import { seedKeys, seedWorkloads } from '@/lib/features/audits/testing/seed';
import { keyId, memberId } from '@/lib/domain/core';
import { describeStores } from '@/lib/platform/database/testing';
import { createReplacement, suggestReplacement } from './index';
import { seedAcme } from './testing/seed-plan';

describeStores('keys of several workloads', (current) => {
  it('are split into one plan for each workload, in the order of the keys', async () => {
    const ctx = await seedAcme(current.store);
    const ids = ['k-1', 'k-2', 'k-3', 'k-4'].map(keyId);
    await seedKeys(current.store, ctx.audit, [
      { keyId: keyId('k-4'), name: 'k8s', usedBy: 'workload' },
    ]);
    await seedWorkloads(current.store, ctx.audit, [
      { workloadId: 'w-a', name: 'nightly import', keyIds: [keyId('k-1'), keyId('k-3')] },
      { workloadId: 'w-b', name: 'dagster', keyIds: [keyId('k-2'), keyId('k-elsewhere')] },
      { workloadId: 'w-c', name: 'unrelated', keyIds: [keyId('k-elsewhere-too')] },
    ]);
    const { separate_plans } = await suggestReplacement(ctx, { key_ids: ids });
    expect(separate_plans).toEqual([
      { workload_id: 'w-a', name: 'nightly import', key_ids: ['k-1', 'k-3'] },
      { workload_id: 'w-b', name: 'dagster', key_ids: ['k-2'] },
      { workload_id: null, name: 'k8s', key_ids: ['k-4'] },
    ]);
  });

  it('share a plan per holder if a person uses them, and get one each if their use is unknown', async () => {
    const ctx = await seedAcme(current.store);
    const ben = { holderId: memberId('u-ben'), holderEmail: 'ben@acme.test' };
    await seedKeys(current.store, ctx.audit, [
      { keyId: keyId('k-laptop'), name: 'laptop', usedBy: 'person', ...ben },
      { keyId: keyId('k-test'), name: 'test', usedBy: 'unclear', ...ben },
      { keyId: keyId('k-desk'), name: 'desktop', usedBy: 'person', ...ben },
      { keyId: keyId('k-abc'), name: 'abc', usedBy: 'unclear', ...ben },
    ]);
    const { separate_plans } = await suggestReplacement(ctx, {
      key_ids: ['k-laptop', 'k-test', 'k-desk', 'k-abc'],
    });
    expect(separate_plans.map(({ name, key_ids }) => [name, key_ids])).toEqual([
      ['ben@acme.test', ['k-laptop', 'k-desk']],
      ['test', ['k-test']],
      ['abc', ['k-abc']],
    ]);
  });

  it('get names that no other plan uses, because the next token may not exist yet', async () => {
    const ctx = await seedAcme(current.store, { names: () => 'my key' });
    const names: string[] = [];
    for (const key_ids of [['k-1'], ['k-2'], ['k-3']]) {
      const { plan } = await suggestReplacement(ctx, { key_ids, braintrust_plan: 'enterprise' });
      const { keys: _keys, ...draft } = plan;
      const created = await createReplacement(ctx, { key_ids, plan: draft });
      names.push(created.plan.token_name);
    }
    expect(new Set(names).size).toBe(3);
  });
});
