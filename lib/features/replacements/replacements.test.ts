import { expect, it } from 'vitest';
import {
  NOW,
  OTHER,
  seedAudit,
  seedKeys,
  seedMembers,
  testContext,
} from '@/lib/features/audits/testing/seed';
import type { Context } from '@/lib/features/context';
import {
  replacementDetailSchema,
  replacementRowSchema,
  replacementsSummarySchema,
  replacementSuggestionSchema,
  type TableQuery,
} from '@/lib/contract';
import { keyId, memberId, storableText, type AppError } from '@/lib/domain/core';
import { HOSTILE_NAMES } from '@/lib/domain/replacement-plan/testing/hostile-names';
import { renderReplacements } from '@/lib/platform/files';
import { schema } from '@/lib/platform/database';
import { describeStores } from '@/lib/platform/database/testing';
import {
  actOnStep,
  createReplacement,
  deleteReplacement,
  getReplacement,
  getReplacementsSummary,
  listReplacements,
  replacementFacets,
  streamReplacementKeys,
  suggestReplacement,
  updateReplacement,
} from './index';
import { CONTEXT, draftFor, plan, seedAcme } from './testing/seed-plan';

const QUERY: TableQuery = {
  q: null,
  filters: {},
  sort: { column: 'updated_at', direction: 'desc' },
};
const list = (ctx: Context, query = QUERY) =>
  listReplacements(ctx, { query, limit: 1000, startingAfter: null });
const failure = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error('it was allowed');
    },
    (error: unknown) => error as AppError,
  );
const as = (ctx: Context, label: string): Context => ({ ...ctx, actor: { ...ctx.actor, label } });

describeStores('replacements', (current) => {
  const actions = async () =>
    (await current.store.db.select().from(schema.activity)).map(({ action }) => action);

  it('are suggested from what the holder reaches, and nothing is stored', async () => {
    const ctx = await seedAcme(current.store);
    const suggestion = await suggestReplacement(ctx, {
      key_ids: ['k-1', 'k-2'],
      braintrust_plan: 'enterprise',
    });
    expect(replacementSuggestionSchema.parse(suggestion)).toEqual(suggestion);
    expect(suggestion.plan.projects).toMatchObject([{ id: 'p-ingest', name: 'prod ingest' }]);
    expect(suggestion.choices.map(({ id }) => id)).toEqual(['p-ingest', 'p-chat']);
    expect(suggestion.plan.variant.kind).toBe('workload');
    expect(suggestion.planned).toEqual([]);
    expect(await list(ctx)).toEqual([]);
    expect(await actions()).toEqual([]);
  });

  it('are kept, listed, shown and told of', async () => {
    const ctx = await seedAcme(current.store);
    const made = await plan(ctx, ['k-2', 'k-1']);
    expect(replacementDetailSchema.parse(made)).toEqual(made);
    expect(made).toMatchObject({ stage: 'not-started', keys: 2, revision: 1 });
    expect(made.plan.keys.map(({ id }) => id)).toEqual(['k-2', 'k-1']);
    expect(await getReplacement(ctx, made)).toEqual(made);
    const [row, ...rest] = await list(ctx);
    expect(replacementRowSchema.parse(made)).toEqual(row);
    expect(rest).toEqual([]);
    const summary = await getReplacementsSummary(ctx);
    expect(replacementsSummarySchema.parse(summary)).toMatchObject({
      plans: 1,
      keys: 2,
      keys_gone: 0,
      stages: { 'not-started': 1, done: 0 },
    });
    expect(await actions()).toEqual(['replacement-created']);
  });

  it('hold a key once: the second plan is told of the first', async () => {
    const ctx = await seedAcme(current.store);
    const first = await plan(ctx, ['k-1', 'k-2']);
    const draft = await draftFor(ctx, ['k-2']);
    const error = await failure(createReplacement(ctx, { key_ids: ['k-2', 'k-3'], plan: draft }));
    expect(error.code).toBe('conflict');
    expect(error.publicMessage).toContain(first.title);
    expect(error.details).toMatchObject({ replacement_id: first.id, key_ids: ['k-2'] });
    const suggested = await suggestReplacement(ctx, { key_ids: ['k-2'] });
    expect(suggested.planned).toEqual([{ id: first.id, title: first.title, key_ids: ['k-2'] }]);
    await deleteReplacement(ctx, first);
    await createReplacement(ctx, { key_ids: ['k-2', 'k-3'], plan: draft });
    expect(await list(ctx)).toHaveLength(1);
  });

  it('made by two at once for one key are one', async () => {
    const ctx = await seedAcme(current.store);
    const draft = await draftFor(ctx, ['k-1']);
    const both = await Promise.allSettled(
      ['a@acme.test', 'b@acme.test'].map((label) =>
        createReplacement(as(ctx, label), { key_ids: ['k-1'], plan: draft }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await list(ctx)).toHaveLength(1);
  });

  it('changed by two at once lose nothing: the second is told who changed what', async () => {
    const ctx = await seedAcme(current.store);
    const { id, plan: stored } = await plan(ctx);
    const { keys: _keys, ...draft } = stored;
    const ada = await updateReplacement(as(ctx, 'ada@acme.test'), {
      id,
      based_on: 1,
      plan: { ...draft, notes: 'ask Bo' },
    });
    expect(ada.revision).toBe(2);
    const late = { id, based_on: 1, plan: { ...draft, expiry_days: 30 } };
    const error = await failure(updateReplacement(as(ctx, 'bo@acme.test'), late));
    expect(error.code).toBe('changed-meanwhile');
    expect(error.publicMessage).toContain('ada@acme.test changed the notes on');
    expect((await getReplacement(ctx, { id })).plan).toMatchObject({ notes: 'ask Bo' });
    const step = await failure(
      actOnStep(ctx, { id, act: 'message-sent', holder_id: 'u-ada', based_on: 1 }),
    );
    expect(step.code).toBe('changed-meanwhile');
    expect(step.details.changed).toMatchObject({
      version: 2,
      by: 'ada@acme.test',
      what: 'the notes',
    });
    const again = { id, based_on: 2, plan: { ...draft, notes: 'ask Bo', expiry_days: 30 } };
    expect((await updateReplacement(as(ctx, 'bo@acme.test'), again)).revision).toBe(3);
  });

  it('changed by nothing stay at their revision, whatever it is based on', async () => {
    const ctx = await seedAcme(current.store);
    const { id, plan: stored } = await plan(ctx);
    const { keys: _keys, ...draft } = stored;
    const same = await updateReplacement(ctx, { id, based_on: 99, key_ids: ['k-1'], plan: draft });
    expect(same.revision).toBe(1);
    expect(await actions()).toEqual(['replacement-created']);
  });

  it('refuse what the holder does not reach, and a name that is taken', async () => {
    const ctx = await seedAcme(current.store);
    const draft = await draftFor(ctx, ['k-1']);
    const far = {
      id: 'p-secret',
      name: 'Secret plans',
      grants: [{ permission: 'read', restrict_object_type: null }],
    };
    const beyond = await failure(
      createReplacement(ctx, { key_ids: ['k-1'], plan: { ...draft, projects: [far] } }),
    );
    expect(beyond.code).toBe('bad-request');
    expect(beyond.publicMessage).toContain('can’t access project “Secret plans”');
    const taken = await failure(
      createReplacement(ctx, { key_ids: ['k-1'], plan: { ...draft, token_name: 'NIGHTLY' } }),
    );
    expect(taken.publicMessage).toContain('already exists');
    expect(await list(ctx)).toEqual([]);
  });

  it('with a project that was deleted meanwhile say so, and still take a note', async () => {
    const ctx = await seedAcme(current.store);
    const made = await plan(ctx);
    await current.store.db.delete(schema.audits);
    await current.store.db.delete(schema.auditKeys);
    await current.store.db.delete(schema.auditMembers);
    await seedAcme(current.store, { context: { ...CONTEXT, projects: { read: true, value: [] } } });
    const now = await getReplacement(ctx, made);
    expect(now.problems).toContainEqual(
      expect.objectContaining({ severity: 'refused', project_id: 'p-ingest' }),
    );
    const { keys: _keys, ...draft } = made.plan;
    const noted = await updateReplacement(ctx, {
      id: made.id,
      based_on: 1,
      plan: { ...draft, notes: 'gone?' },
    });
    expect(noted.plan.notes).toBe('gone?');
  });

  it('are readable without any audit, and made only with one', async () => {
    const ctx = await seedAcme(current.store);
    const made = await plan(ctx);
    const draft = await draftFor(ctx, ['k-2']);
    await current.store.db.delete(schema.audits);
    expect((await getReplacement(ctx, made)).plan).toEqual(made.plan);
    const error = await failure(createReplacement(ctx, { key_ids: ['k-2'], plan: draft }));
    expect(error.code).toBe('no-audit');
  });

  it('do steps in turn, keep who and when, and can be gone back to', async () => {
    const ctx = await seedAcme(current.store);
    const { id } = await plan(ctx);
    const bo = as(ctx, 'bo@acme.test');
    const sent = await actOnStep(bo, { id, act: 'message-sent', holder_id: 'u-ada', based_on: 1 });
    expect(sent.stage).toBe('waiting-for-holder');
    const early = await failure(
      actOnStep(bo, { id, act: 'mark-done', step: 'revoke-keys', based_on: 2 }),
    );
    expect(early.publicMessage).toContain('Finish the earlier steps first');
    const asked = await actOnStep(bo, {
      id,
      act: 'mark-done',
      step: 'ask-holder',
      based_on: 2,
      note: 'nightly job',
    });
    expect(asked.state.steps['ask-holder']).toMatchObject({
      status: 'done',
      by: 'bo@acme.test',
      at: NOW.toISOString(),
      note: 'nightly job',
    });
    const chosen = await actOnStep(ctx, {
      id,
      act: 'mark-done',
      step: 'choose-projects',
      based_on: 3,
    });
    const unseen = await failure(
      actOnStep(ctx, { id, act: 'mark-done', step: 'permission-group', based_on: 4 }),
    );
    expect(unseen.publicMessage).toContain('Check now');
    const back = await actOnStep(ctx, {
      id,
      act: 'go-back',
      step: 'ask-holder',
      based_on: chosen.revision,
    });
    expect(back.steps_done).toBe(0);
    expect(await actions()).toEqual([
      'replacement-created',
      'replacement-step-done',
      'replacement-step-done',
      'replacement-step-reopened',
      'replacement-step-reopened',
    ]);
  });

  it('take 500 keys with hostile names, and give them back in a CSV', async () => {
    const names = (at: number) => storableText(HOSTILE_NAMES[at % HOSTILE_NAMES.length] ?? '');
    const ctx = await seedAcme(current.store, { keys: 500, names });
    const ids = Array.from({ length: 500 }, (_, at) => `k-${at + 1}`);
    const made = await plan(ctx, ids);
    expect(made.keys).toBe(500);
    const noted = await updateReplacement(ctx, {
      id: made.id,
      based_on: 1,
      plan: { ...(await draftFor(ctx, ids)), notes: HOSTILE_NAMES.join(' ') },
    });
    expect(noted.plan.notes).toBe(storableText(HOSTILE_NAMES.join(' ')));
    let csv = '';
    for await (const chunk of renderReplacements(streamReplacementKeys(ctx, QUERY), {
      bom: false,
    })) {
      csv += chunk;
    }
    expect(csv.match(new RegExp(made.id, 'g'))).toHaveLength(500);
    expect(csv).not.toContain('\0');
  });

  it('are exported with permissions in Braintrust’s own spelling', async () => {
    const ctx = await seedAcme(current.store);
    await plan(ctx, ['k-1']);
    for await (const [row] of streamReplacementKeys(ctx, QUERY)) {
      expect(row?.projects).toEqual(['prod ingest: update (project_log only)']);
    }
    expect.assertions(1);
  });

  it('change their keys, and steps that rested on them', async () => {
    const ctx = await seedAcme(current.store);
    const { id, plan: stored } = await plan(ctx, ['k-1']);
    const { keys: _keys, ...draft } = stored;
    const two = await updateReplacement(ctx, {
      id,
      based_on: 1,
      key_ids: ['k-1', 'k-3'],
      plan: draft,
    });
    expect(two.plan.keys.map(({ id }) => id)).toEqual(['k-1', 'k-3']);
    const other = await failure(
      createReplacement(ctx, { key_ids: ['k-3'], plan: await draftFor(ctx, ['k-3']) }),
    );
    expect(other.code).toBe('conflict');
    const gone = await failure(
      updateReplacement(ctx, { id, based_on: 2, key_ids: ['k-1', 'k-99'], plan: draft }),
    );
    expect(gone.code).toBe('not-found');
  });

  it('are filtered by holder and starter, and every filter says how many it would leave', async () => {
    const ctx = await seedAcme(current.store, { keys: 2 });
    const [audit] = await current.store.db.select().from(schema.audits);
    if (audit === undefined) throw new Error('no audit was seeded');
    await seedMembers(current.store, audit.id, [
      { memberId: memberId('u-bo'), email: 'bo@acme.test' },
    ]);
    await seedKeys(current.store, audit.id, [
      { keyId: keyId('k-bo'), name: 'Bo', holderId: memberId('u-bo'), holderEmail: 'bo@acme.test' },
    ]);
    const both = await plan(ctx, ['k-1', 'k-bo']);
    const ada = await plan(as(ctx, 'zoe@acme.test'), ['k-2']);
    const under = (filters: TableQuery['filters']) => ({ query: { ...QUERY, filters } });
    const ids = async (filters: TableQuery['filters']) =>
      (await list(ctx, under(filters).query)).map(({ id }) => id);
    expect(await ids({ holder: ['u-bo'] })).toEqual([both.id]);
    expect((await ids({ holder: ['u-bo', 'u-ada'] })).sort()).toEqual([both.id, ada.id].sort());
    expect(await ids({ holder: ['u-ada'], created_by: ['zoe@acme.test'] })).toEqual([ada.id]);

    const all = await replacementFacets(ctx, under({}));
    expect(all).toMatchObject({ total: 2, unfiltered: 2 });
    expect(all.facets.holder).toEqual([
      { value: 'u-ada', count: 2, label: 'ada@acme.test' },
      { value: 'u-bo', count: 1, label: 'bo@acme.test' },
    ]);
    expect(all.facets.created_by).toEqual([
      { value: ctx.actor.label, count: 1 },
      { value: 'zoe@acme.test', count: 1 },
    ]);
    const some = await replacementFacets(ctx, under({ holder: ['u-bo'] }));
    expect(some).toMatchObject({ total: 1, unfiltered: 2 });
    expect(some.facets.holder?.map(({ count }) => count)).toEqual([2, 1]);
    expect(some.facets.created_by).toEqual([{ value: ctx.actor.label, count: 1 }]);
    expect(some.facets.stage?.find(({ value }) => value === 'not-started')?.count).toBe(1);
    expect(await replacementFacets(testContext(current.store, OTHER), under({}))).toMatchObject({
      total: 0,
      unfiltered: 0,
      facets: { holder: [], created_by: [] },
    });
  });

  it('are filtered by stage and searched by title', async () => {
    const ctx = await seedAcme(current.store, {
      names: (at) => `${['', 'alpha', 'beta', 'gamma'][at] ?? ''} job`,
    });
    await plan(ctx, ['k-1']);
    const { id } = await plan(ctx, ['k-2']);
    await actOnStep(ctx, { id, act: 'message-sent', holder_id: 'u-ada', based_on: 1 });
    const waiting = await list(ctx, { ...QUERY, filters: { stage: ['waiting-for-holder'] } });
    expect(waiting.map((row) => row.id)).toEqual([id]);
    expect((await list(ctx, { ...QUERY, q: 'ALPHA' })).map(({ title }) => title)).toEqual([
      'Replace alpha job',
    ]);
  });

  it('of another organization are invisible, whatever is asked', async () => {
    const ctx = await seedAcme(current.store);
    const made = await plan(ctx, ['k-1']);
    const stranger = testContext(current.store, OTHER);
    const audit = await seedAudit(current.store, {
      organizationId: OTHER.id,
      organizationName: OTHER.name,
    });
    await seedKeys(current.store, audit, [{ keyId: keyId('k-9') }]);
    const { keys: _keys, ...draft } = made.plan;
    const input = { id: made.id, based_on: 1 };
    for (const work of [
      () => getReplacement(stranger, made),
      () => updateReplacement(stranger, { ...input, plan: draft }),
      () => actOnStep(stranger, { ...input, act: 'message-sent', holder_id: 'u-ada' }),
      () => deleteReplacement(stranger, made),
      () => createReplacement(stranger, { key_ids: ['k-1'], plan: draft }),
      () => suggestReplacement(stranger, { key_ids: ['k-1'] }),
      () => getReplacement(stranger, { id: 'no-uuid' }),
    ]) {
      expect((await failure(work())).code).toBe('not-found');
    }
    expect(await list(stranger)).toEqual([]);
    expect(await getReplacementsSummary(stranger)).toMatchObject({ plans: 0, keys: 0 });
    const rows = [];
    for await (const batch of streamReplacementKeys(stranger, QUERY)) rows.push(...batch);
    expect(rows).toEqual([]);
    expect(await getReplacement(ctx, made)).toEqual(made);
  });
});
