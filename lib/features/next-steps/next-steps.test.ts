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
  actOnStep,
  assignReplacement,
  createReplacement,
  suggestReplacement,
} from '@/lib/features/replacements';
import { keyId, memberId, type AuditId } from '@/lib/domain/core';
import { bulkInsert, schema, type Store } from '@/lib/platform/database';
import { describeStores } from '@/lib/platform/database/testing';
import { listNextSteps } from './index';

const KEYS = ['k-00001', 'k-00002', 'k-00003'].map(keyId);

/** An audit with three workloads of one key each, in the order of their priority. */
async function seedThree(store: Store): Promise<AuditId> {
  const auditId = await seedAudit(store);
  await seedKeys(
    store,
    auditId,
    KEYS.map((_key, index) => ({ name: `w${index + 1}`, verdict: 'replace', usedBy: 'workload' })),
  );
  await seedWorkloads(
    store,
    auditId,
    KEYS.map((key) => ({ keyIds: [key], keysToReplace: 1 })),
  );
  return auditId;
}

const kinds = async (store: Store, auditId: AuditId) =>
  (await listNextSteps(testContext(store), { auditId })).map((step) =>
    step.kind === 'replace-workload' ? step.workload_id : step.kind,
  );

describeStores('what to do first', (current) => {
  it('starts with the riskiest workload, and keeps one with an open plan in its place', async () => {
    const { store } = current;
    const auditId = await seedThree(store);
    expect(await kinds(store, auditId)).toEqual(['w-1', 'w-2', 'w-3']);
    const ctx = testContext(store);
    const planned = [keyId('k-00001')];
    const { plan } = await suggestReplacement(ctx, { key_ids: planned });
    const { id } = await createReplacement(ctx, { key_ids: planned, plan });
    const [first, ...others] = await listNextSteps(ctx, { auditId });
    expect(first).toMatchObject({
      kind: 'continue-plan',
      replacement_id: id,
      workload_name: 'workload 1',
      keys: 1,
      next: 'Ask the holder what uses the key',
      reopened: false,
    });
    expect(others).toMatchObject([{ workload_id: 'w-2' }, { workload_id: 'w-3' }]);
  });

  it('keeps plans that only wait for replies in one last step, until they are overdue', async () => {
    const { store } = current;
    const auditId = await seedThree(store);
    const ctx = testContext(store);
    const ids: string[] = [];
    for (const key of KEYS) {
      const { plan } = await suggestReplacement(ctx, { key_ids: [key] });
      const { id, revision } = await createReplacement(ctx, { key_ids: [key], plan });
      ids.push(id);
      await actOnStep(ctx, { id, act: 'message-sent', based_on: revision });
    }
    const [, second, third] = ids;
    const steps = () => listNextSteps(ctx, { auditId });
    expect(await steps()).toEqual([{ kind: 'wait-for-holders', plans: 3 }]);
    const asId = String(second);
    await assignReplacement(ctx, { id: asId, assignee: null, due: '2026-11-01' });
    await actOnStep(ctx, {
      id: String(third),
      act: 'mark-done',
      step: 'ask-holder',
      based_on: 2,
    });
    expect(await steps()).toMatchObject([
      { kind: 'continue-plan', replacement_id: second },
      { kind: 'continue-plan', replacement_id: third },
      { kind: 'wait-for-holders', plans: 1 },
    ]);
    const rest = Array.from({ length: 3 }, (_, n) => keyId(`rest-${n}`));
    await seedKeys(
      store,
      auditId,
      rest.map((key) => ({ keyId: key, name: 'rest', verdict: 'replace', usedBy: 'workload' })),
    );
    await seedWorkloads(
      store,
      auditId,
      rest.map((key, n) => ({
        workloadId: key,
        keyIds: [key],
        keysToReplace: 1,
        priority: 10 + n,
      })),
    );
    const kinds = (await steps()).map(({ kind }) => kind);
    expect(kinds).toEqual([
      ...Array<string>(2).fill('continue-plan'),
      ...Array<string>(3).fill('replace-workload'),
    ]);
  });

  it('says how many keys of a workload have its widest access', async () => {
    const { store } = current;
    const auditId = await seedAudit(store);
    const levels = ['owner', 'some-projects', 'owner', 'unknown'] as const;
    await seedKeys(
      store,
      auditId,
      levels.map((access) => ({ name: 'w', verdict: 'replace', usedBy: 'workload', access })),
    );
    await seedWorkloads(store, auditId, [
      { keyIds: KEYS, keysToReplace: 3, access: 'owner' },
      { keyIds: [keyId('k-00004'), keyId('k-00002')], keysToReplace: 2, access: 'unknown' },
    ]);
    expect(await listNextSteps(testContext(store), { auditId })).toMatchObject([
      { workload_id: 'w-1', access: 'owner', keys_with_access: 2 },
      { workload_id: 'w-2', access: 'unknown', keys_with_access: 1 },
    ]);
  });

  it('leaves out a plan that is done or whose keys were revoked, and one that can’t be read stays', async () => {
    const { store } = current;
    const auditId = await seedThree(store);
    const ctx = testContext(store);
    const planOf = async (keys: string[]) => {
      const { plan } = await suggestReplacement(ctx, { key_ids: keys });
      return createReplacement(ctx, { key_ids: keys, plan });
    };
    const shared = await planOf(['k-00001', 'k-00003']);
    await planOf(['k-00002']);
    const steps = () => listNextSteps(ctx, { auditId });
    expect(await steps()).toMatchObject([
      { kind: 'continue-plan', replacement_id: shared.id, workload_name: 'workload 1' },
      { kind: 'continue-plan', workload_name: 'workload 2' },
    ]);
    const at = new Date(NOW.getTime() + 1000);
    const revoked = { organizationId: ACME.id, keyId: keyId('k-00002'), at };
    await store.db.insert(schema.revokedKeys).values(revoked);
    await store.db.update(schema.replacements).set({ plan: {} });
    expect(await steps()).toMatchObject([{ replacement_id: shared.id, next: null }]);
    await store.db.update(schema.replacements).set({ stage: 'done' });
    expect(await steps()).toEqual([]);
  });

  it('has at most five steps, with one of each kind that there is', async () => {
    const { store } = current;
    const auditId = await seedThree(store);
    await seedKeys(store, auditId, [
      { keyId: keyId('old'), name: 'old', verdict: 'revoke' },
      { keyId: keyId('a'), name: 'a', verdict: 'ask-holder', holderId: memberId('u-1') },
      { keyId: keyId('b'), name: 'b', verdict: 'ask-holder', holderId: memberId('u-1') },
      { keyId: keyId('c'), name: 'c', verdict: 'ok' },
    ]);
    await bulkInsert(
      store.db,
      schema.auditFindings,
      ['open', 'open', 'excepted'].map((state, index) => ({
        auditId,
        id: `f-${index}`,
        rule: 'service-token-with-owner-power' as const,
        severity: 'high' as const,
        subjectType: 'service-token' as const,
        subjectId: `t-${index}`,
        subjectName: `token ${index}`,
        evidence: [],
        state: state === 'open' ? ('open' as const) : ('excepted' as const),
      })),
    );
    expect(await listNextSteps(testContext(store), { auditId })).toMatchObject([
      { kind: 'replace-workload', workload_id: 'w-1', key_ids: ['k-00001'] },
      { kind: 'revoke-keys', keys: 1 },
      { kind: 'restrict-service-tokens', service_tokens: 2 },
      { kind: 'replace-workload', workload_id: 'w-2' },
      { kind: 'ask-holders', keys: 2, holders: 1 },
    ]);
  });

  it('doesn’t ask to revoke what was revoked since the audit', async () => {
    const { store } = current;
    const auditId = await seedAudit(store);
    const old = { name: 'old', verdict: 'revoke' } as const;
    await seedKeys(store, auditId, [old, old]);
    const at = new Date(NOW.getTime() + 1000);
    const organizationId = ACME.id;
    const revoked = { organizationId, keyId: keyId('k-00001'), at };
    await store.db.insert(schema.revokedKeys).values(revoked);
    const ctx = testContext(store);
    expect(await listNextSteps(ctx, { auditId })).toMatchObject([{ kind: 'revoke-keys', keys: 1 }]);
  });

  it('counts the keys to revoke by their first reason', async () => {
    const { store } = current;
    const auditId = await seedAudit(store);
    const expired = ['expired-key-still-listed', 'holder-not-a-member'] as const;
    await seedKeys(
      store,
      auditId,
      [
        [...expired],
        [...expired, 'superseded-by-service-token' as const],
        ['superseded-by-service-token' as const],
      ].map((findings) => ({ name: 'old', verdict: 'revoke', findings })),
    );
    expect(await listNextSteps(testContext(store), { auditId })).toEqual([
      {
        kind: 'revoke-keys',
        keys: 3,
        reasons: { expired: 2, superseded: 1, former_member: 0 },
      },
    ]);
  });

  it('is empty without anything to do, and invisible to another organization', async () => {
    const auditId = await seedAudit(current.store);
    expect(await kinds(current.store, auditId)).toEqual([]);
    await expect(
      listNextSteps(testContext(current.store, OTHER), { auditId }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});
