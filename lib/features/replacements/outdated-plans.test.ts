import { expect, it } from 'vitest';
import { describeStores } from '@/lib/platform/database/testing';
import { groupId, memberId, serviceTokenId } from '@/lib/domain/core';
import { NOW } from '@/lib/features/audits/testing/seed';
import type { OrganizationContext } from '@/lib/domain/organization';
import { initialState, type ReplacementState } from '@/lib/domain/replacement-plan';
import { schema } from '@/lib/platform/database';
import { actOnStep, createReplacement, updateReplacement } from './index';
import { CONTEXT, draftFor, plan, seedAcme } from './testing/seed-plan';

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

const read = <T>(value: T) => ({ read: true, value }) as const;
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describeStores('a plan that was right until a newer audit finished', (current) => {
  const changes: [string, string, (draft: { group: string }) => Partial<OrganizationContext>][] = [
    ['a project was deleted', 'projects', () => ({ projects: read([]) })],
    ['the holder lost access', 'projects', () => ({ acls: read([]) })],
    [
      'the name of the group was taken',
      'group_name',
      ({ group }) => ({
        groups: read([
          ...(CONTEXT.groups.read ? CONTEXT.groups.value : []),
          {
            id: groupId('g-2'),
            name: group,
            deleted: false,
            memberUsers: [memberId('u-ada')],
            memberGroups: [],
          },
        ]),
      }),
    ],
  ];

  it.each(changes)('is a conflict when it is created: %s', async (_what, field, change) => {
    const ctx = await seedAcme(current.store);
    const draft = await draftFor(ctx, ['k-1']);
    const context = { ...CONTEXT, ...change({ group: draft.group_name }) };
    const newer = await seedAcme(current.store, { context, finishedAt: later(1) });
    await expect(createReplacement(ctx, { key_ids: ['k-1'], plan: draft })).rejects.toMatchObject({
      code: 'conflict',
      status: 409,
      publicMessage: expect.stringContaining('Reload the page'),
      details: { auditId: newer.audit, problems: [{ field, severity: 'refused' }] },
    });
    expect(await current.store.db.$count(schema.replacements)).toBe(0);
  });

  it('is a conflict when it is changed, and also two audits later', async () => {
    const ctx = await seedAcme(current.store);
    const { id, plan: stored } = await plan(ctx);
    const { keys: _keys, ...draft } = stored;
    const token = {
      id: serviceTokenId('t-2'),
      name: 'new-name',
      preview: 'bt-st-****fake',
      createdAt: null,
      expiry: { kind: 'unknown' },
      serviceAccountId: memberId('sa-2'),
      serviceAccountName: 'other',
      organizationId: null,
    } as const;
    const context = { ...CONTEXT, serviceTokens: read([token]) };
    for (const minutes of [1, 2]) {
      await seedAcme(current.store, { context, finishedAt: later(minutes) });
    }
    const rename = { id, based_on: 1, plan: { ...draft, token_name: 'new-name' } };
    await expect(updateReplacement(ctx, rename)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is a bad request where it was wrong all the time', async () => {
    const ctx = await seedAcme(current.store);
    const draft = await draftFor(ctx, ['k-1']);
    await seedAcme(current.store, { finishedAt: later(1) });
    await expect(
      createReplacement(ctx, { key_ids: ['k-1'], plan: { ...draft, variable: '1x' } }),
    ).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('is a conflict for a step that an audit has done, or whose earlier step it reopened', async () => {
    const ctx = await seedAcme(current.store);
    const { id } = await plan(ctx);
    const { steps, ...rest } = initialState();
    const by = { by: 'an audit', note: null };
    const done = { ...by, status: 'done', how: 'seen', at: later(1).toISOString() } as const;
    const open = { ...steps['service-token'], reopened: { at: later(1).toISOString(), why: 'x' } };
    const states: ReplacementState['steps'][] = [
      { ...steps, 'permission-group': { ...steps['permission-group'], ...done, note: '' } },
      { ...steps, 'service-token': open },
    ];
    for (const [index, step] of (['permission-group', 'swap-secret'] as const).entries()) {
      await current.store.db
        .update(schema.replacements)
        .set({ state: { ...rest, steps: states[index] } });
      await expect(
        actOnStep(ctx, { id, based_on: 1, act: 'mark-done', step }),
      ).rejects.toMatchObject({
        code: 'conflict',
        publicMessage: expect.stringContaining('Reload the plan'),
      });
    }
  });
});
