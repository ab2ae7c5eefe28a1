import { expect, it } from 'vitest';
import { NOW } from '@/lib/features/audits/testing/seed';
import { keyId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { describeStores } from '@/lib/platform/database/testing';
import { checkReplacements, getReplacement } from './index';
import { plan, seedAcme } from './testing/seed-plan';

describeStores('a plan with a key that was revoked from Latchkey', (current) => {
  it('says that the key is no longer listed, before any check', async () => {
    const { store } = current;
    const ctx = await seedAcme(store);
    const made = await plan(ctx, ['k-2', 'k-1']);
    await store.db
      .insert(schema.revokedKeys)
      .values({ organizationId: ctx.organization.id, keyId: keyId('k-2'), at: NOW });
    expect((await getReplacement(ctx, made)).state.keys).toEqual({ 'k-2': 'gone' });
  });

  it('isn’t reopened by an audit that read the key’s list before it was revoked', async () => {
    const { store } = current;
    const ctx = await seedAcme(store);
    const made = await plan(ctx, ['k-1']);
    const at = new Date(NOW.getTime() + 1000);
    await store.db
      .insert(schema.revokedKeys)
      .values({ organizationId: ctx.organization.id, keyId: keyId('k-1'), at });
    await store.db.update(schema.audits).set({ planChecksPending: true, confirmed: true });
    const signal = new AbortController().signal;
    await checkReplacements({ store, now: () => at, log: () => undefined }, ctx.audit, signal);
    const { state } = await getReplacement(ctx, made);
    expect(state.checks['old-key-gone']).toMatchObject({ outcome: 'seen' });
  });
});
