import { expect, it } from 'vitest';
import { describeStores } from '@/lib/store/testing';
import { actOnStep, updateReplacement } from './index';
import { plan, seedAcme } from './testing/seed-plan';

describeStores('a change of a plan that changed meanwhile', (current) => {
  it('is a conflict that says what changed, whatever else is wrong with it', async () => {
    const ctx = await seedAcme(current.store);
    const { id, plan: stored } = await plan(ctx);
    const { keys: _keys, ...draft } = stored;
    await updateReplacement(ctx, { id, based_on: 1, plan: { ...draft, notes: 'first' } });

    const wrongName = { id, plan: { ...draft, token_name: 'NIGHTLY' } };
    const unknownKey = { id, plan: draft, key_ids: ['no such key'] };
    const wrongStep = { id, act: 'mark-done', step: 'check-gone' } as const;
    const changes: [string, (basedOn: number) => Promise<unknown>][] = [
      ['bad-request', (based_on) => updateReplacement(ctx, { ...wrongName, based_on })],
      ['not-found', (based_on) => updateReplacement(ctx, { ...unknownKey, based_on })],
      ['bad-request', (based_on) => actOnStep(ctx, { ...wrongStep, based_on })],
    ];
    for (const [code, change] of changes) {
      await expect(change(2)).rejects.toMatchObject({ code });
      await expect(change(1)).rejects.toMatchObject({
        code: 'changed-meanwhile',
        status: 409,
        details: { changed: { version: 2, by: ctx.actor.label, what: 'the notes' } },
      });
    }
  });
});
