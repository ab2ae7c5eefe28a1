import { expect, it } from 'vitest';
import { NOW } from '@/lib/features/audits/testing/seed';
import { keyId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { describeStores } from '@/lib/platform/database/testing';
import { getReplacement } from './index';
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
});
