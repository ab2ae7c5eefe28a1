import { afterEach, describe, expect, it } from 'vitest';
import { auditOnce, contextOf } from '@/lib/features/audits/testing';
import type { Context } from '@/lib/features/context';
import type { ReplacementDetail } from '@/lib/contract';
import { auditId, memberId } from '@/lib/domain/core';
import { findLatestAudit, getAudit, runAudit, startAudit } from '@/lib/features/audits';
import { dependenciesOf } from '@/lib/features/audits/testing';
import type { StepId } from '@/lib/domain/replacement-plan';
import {
  addKey,
  addToGroup,
  createGroup,
  createServiceAccount,
  createServiceToken,
  deleteProject,
  deleteServiceToken,
  removeKey,
  removeMember,
  startSimulator,
  type ApiKeyRecord,
  type Simulator,
  type SimulatorOptions,
} from '@/lib/tools/simulator';
import { schema } from '@/lib/platform/database';
import { eq, sql } from '@/lib/platform/database/sql';
import { useMemoryStore } from '@/lib/platform/database/testing';
import {
  actOnStep,
  auditsToCheckPlans,
  checkReplacementNow,
  checkReplacements,
  createReplacement,
  getReplacement,
  getReplacementsSummary,
  suggestReplacement,
  updateReplacement,
} from './index';

const current = useMemoryStore();
let simulator: Simulator;
afterEach(() => simulator.close());

const dependencies = { enqueuePlanChecks: () => Promise.resolve() };

/** Runs an audit and the plan checks after it. */
async function audit() {
  const ended = await auditOnce(current.store, simulator, { dependencies });
  await runPlanChecks(ended.id);
  return ended;
}

const runPlanChecks = (id: string) =>
  checkReplacements(
    { store: current.store, now: () => new Date(), log: () => undefined },
    auditId(id),
    new AbortController().signal,
  );

/** Starts an audited organization. One member has the given keys and can update one project. */
async function begin(
  keyNames: readonly string[],
  options: SimulatorOptions = {},
): Promise<{ ctx: Context; keys: ApiKeyRecord[]; project: string }> {
  simulator = await startSimulator({ members: 12, ...options });
  const { organization } = simulator;
  const owners = new Set(organization.groups.flatMap(({ member_users }) => member_users));
  const holder =
    organization.members.find(({ id }) => !owners.has(id)) ?? organization.members.at(-1);
  const project = organization.projects.find(({ deleted_at }) => deleted_at === null);
  if (holder === undefined || project === undefined) throw new Error('an empty organization');
  createGroup(organization, {
    name: 'Ingesters',
    grants: [{ project: project.id, permissions: ['read', 'update'] }],
  });
  addToGroup(organization, { group: 'Ingesters', account: holder.id });
  const keys = keyNames.map((name) => addKey(organization, { name, user_id: holder.id }));
  await audit();
  return { ctx: contextOf(current.store, simulator), keys, project: project.id };
}

async function planFor(
  ctx: Context,
  keys: readonly ApiKeyRecord[],
  project: string,
  braintrust_plan: 'enterprise' | 'starter' = 'enterprise',
): Promise<ReplacementDetail> {
  const key_ids = keys.map(({ id }) => id);
  const { plan, today } = await suggestReplacement(ctx, {
    key_ids,
    braintrust_plan,
    kind: 'workload',
  });
  const { keys: _keys, ...draft } = plan;
  const picked = today.projects.find(({ id }) => id === project);
  if (picked === undefined) throw new Error('the holder does not reach it');
  const grants = [{ permission: 'update', restrict_object_type: 'project_log' }];
  return createReplacement(ctx, {
    key_ids,
    plan: { ...draft, projects: [{ id: project, name: picked.name, grants }] },
  });
}

/** Does in the simulator what the plan's steps ask the owner to do in Braintrust. */
function makeInBraintrust({ plan }: ReplacementDetail, extra: readonly string[] = []): void {
  const { organization } = simulator;
  createGroup(organization, {
    name: plan.group_name,
    grants: plan.projects.flatMap(({ id, grants }) => [
      ...grants.map(({ permission, restrict_object_type }) => ({
        project: id,
        permissions: [permission],
        restrictObjectType: restrict_object_type,
      })),
      ...(extra.length > 0 ? [{ project: id, permissions: extra }] : []),
    ]),
  });
  createServiceAccount(organization, { name: plan.account_name, groups: [plan.group_name] });
  createServiceToken(organization, { name: plan.token_name, account: plan.account_name });
}

/** Runs the follow-up audit of "Check now" and the plan checks after it. */
async function checkNow(ctx: Context, { id }: { id: string }): Promise<ReplacementDetail> {
  const audit = await checkReplacementNow(ctx, { id });
  await runToEnd(audit.id);
  return getReplacement(ctx, { id });
}

async function runToEnd(id: string): Promise<void> {
  const { signal } = new AbortController();
  await runAudit(dependenciesOf(current.store, simulator, dependencies), auditId(id), signal);
  await runPlanChecks(id);
}

const auditWithoutPlanChecks = async () =>
  auditId((await auditOnce(current.store, simulator, { dependencies })).id);

async function markDone(ctx: Context, id: string, ...steps: StepId[]): Promise<ReplacementDetail> {
  for (const step of steps) {
    const { revision } = await getReplacement(ctx, { id });
    await actOnStep(ctx, { id, act: 'mark-done', step, based_on: revision });
  }
  return getReplacement(ctx, { id });
}

const told = async (action: string) =>
  (await current.store.db.select().from(schema.activity)).filter((row) => row.action === action);

describe('from a flagged key to a service token', () => {
  it('on Enterprise: made, seen, swapped, revoked, seen gone', async () => {
    const { ctx, keys, project } = await begin(['ci-deploy']);
    const made = await planFor(ctx, keys, project);
    await markDone(ctx, made.id, 'ask-holder', 'choose-projects');
    const early = await checkNow(ctx, made);
    expect(early.state.checks['token-seen']?.outcome).toBe('not-seen');
    expect(early.stage).toBe('preparing');

    makeInBraintrust(made);
    const seen = await checkNow(ctx, made);
    expect(seen.state.steps['permission-group']).toMatchObject({ status: 'done', how: 'seen' });
    expect(seen.state.checks['reach-as-planned']).toMatchObject({ outcome: 'seen' });
    expect(seen.stage).toBe('both-keys-live');

    const swapped = await markDone(ctx, made.id, 'swap-secret', 'revoke-keys');
    expect(swapped.stage).toBe('to-revoke');
    const alive = await checkNow(ctx, made);
    expect(alive.state.steps['revoke-keys']).toMatchObject({ status: 'todo' });
    expect(alive.state.steps['revoke-keys'].reopened?.why).toContain('Still listed');

    removeKey(simulator.organization, keys[0]?.id ?? '');
    const done = await checkNow(ctx, made);
    expect(done).toMatchObject({ stage: 'done', keys_gone: 1, proved: true, current_step: null });
    expect(await getReplacementsSummary(ctx)).toMatchObject({ keys: 1, keys_gone: 1 });
    expect((await told('replacement-step-done')).every(({ actor }) => actor !== '')).toBe(true);
  });

  it('with three copies at once: done when the last is gone, reopened when one comes back', async () => {
    const { ctx, keys, project } = await begin(['sync-bot', 'sync-bot', 'sync-bot']);
    const made = await planFor(ctx, keys, project);
    makeInBraintrust(made);
    await checkNow(ctx, made);
    await markDone(ctx, made.id, 'ask-holder', 'choose-projects', 'swap-secret');
    for (const { id } of keys.slice(0, 2)) removeKey(simulator.organization, id);
    expect(await checkNow(ctx, made)).toMatchObject({ stage: 'to-revoke', keys_gone: 2 });
    const last = removeKey(simulator.organization, keys[2]?.id ?? '');
    expect(await checkNow(ctx, made)).toMatchObject({ stage: 'done', keys_gone: 3 });
    addKey(simulator.organization, last);
    await audit();
    const again = await getReplacement(ctx, made);
    expect(again).toMatchObject({ stage: 'to-revoke', keys_gone: 2, reopened: true });
    expect(await told('replacement-step-reopened')).not.toEqual([]);
  });

  it('a token wider than planned is caught, and named; so is one that is gone again', async () => {
    const { ctx, keys, project } = await begin(['ci-deploy']);
    const made = await planFor(ctx, keys, project);
    makeInBraintrust(made, ['delete']);
    const wider = await checkNow(ctx, made);
    expect(wider.state.checks['reach-as-planned']).toMatchObject({ outcome: 'wider' });
    expect(wider.state.checks['reach-as-planned']?.extra.join()).toContain('delete on project');
    expect(wider.state.steps['check-token'].status).toBe('todo');
    expect(wider.state.steps['service-token'].status).toBe('done');
    deleteServiceToken(simulator.organization, made.plan.token_name);
    const lost = await checkNow(ctx, made);
    expect(lost.state.steps['service-token'].reopened?.why).toContain('no service token named');
  });

  it('on Starter the reach cannot be checked, which is said, and a person confirms it', async () => {
    const { ctx, keys, project } = await begin(['ci-deploy']);
    const made = await planFor(ctx, keys, project, 'starter');
    createServiceAccount(simulator.organization, { name: made.plan.account_name });
    createServiceToken(simulator.organization, {
      name: made.plan.token_name,
      account: made.plan.account_name,
      permissions: [{ project, permissions: ['update'] }],
    });
    const seen = await checkNow(ctx, made);
    expect(seen.state.checks['reach-as-planned']).toMatchObject({ outcome: 'cannot-be-checked' });
    expect(seen.state.steps['check-token'].status).toBe('todo');
    removeKey(simulator.organization, keys[0]?.id ?? '');
    await markDone(ctx, made.id, 'ask-holder', 'choose-projects', 'check-token', 'swap-secret');
    expect(await checkNow(ctx, made)).toMatchObject({ stage: 'done', proved: false, keys_gone: 1 });
  });

  it('an audit of others neither counts as a check of its holders nor reopens what was done', async () => {
    const { ctx, keys, project } = await begin(['ci-deploy']);
    const made = await planFor(ctx, keys, project);
    makeInBraintrust(made);
    const checked = await checkNow(ctx, made);
    await markDone(ctx, made.id, 'ask-holder', 'choose-projects', 'swap-secret', 'revoke-keys');
    const [other] = simulator.organization.members.filter(({ id }) => id !== keys[0]?.user_id);
    const parentId = (await findLatestAudit(ctx))?.id ?? null;
    const memberIds = [memberId(other?.id ?? '')];
    await runToEnd((await startAudit(ctx, { parentId, memberIds })).id);
    const after = await getReplacement(ctx, made);
    expect(after.checked_at).toBe(checked.checked_at);
    expect(after.state.evaluated_at).not.toBe(checked.state.evaluated_at);
    expect(after.state.steps['revoke-keys']).toMatchObject({ status: 'done', reopened: null });
    const again = await checkNow(ctx, made);
    expect(Date.parse(again.checked_at ?? '')).toBeGreaterThan(Date.parse(after.checked_at ?? ''));
    expect(again.state.steps['revoke-keys'].reopened?.why).toContain('Still listed');
  });

  it('a key that is gone before step 1 is seen, and warned of', async () => {
    const { ctx, keys, project } = await begin(['ci-deploy']);
    const made = await planFor(ctx, keys, project);
    removeKey(simulator.organization, keys[0]?.id ?? '');
    const gone = await checkNow(ctx, made);
    expect(gone.state.steps['check-gone']).toMatchObject({ status: 'done', how: 'seen' });
    expect(gone.warnings[0]).toContain('may have stopped');
  });

  it('empty key lists prove no key gone, and a key that was gone before stays so', async () => {
    const { ctx, keys, project } = await begin(['ci-deploy']);
    const made = await planFor(ctx, keys, project);
    simulator.faults.emptyForEverybody = true;
    const doubtful = await checkNow(ctx, made);
    expect(doubtful.state.checks['old-key-gone']).toMatchObject({ outcome: 'cannot-be-checked' });
    expect(doubtful.state.steps['check-gone'].status).toBe('todo');
    expect(doubtful.state.steps['revoke-keys'].status).toBe('todo');
    expect(doubtful.keys_gone).toBe(0);
    simulator.faults.emptyForEverybody = null;
    removeKey(simulator.organization, keys[0]?.id ?? '');
    await audit();
    const gone = await getReplacement(ctx, made);
    expect(gone.state.steps['check-gone']).toMatchObject({ status: 'done', how: 'seen' });
    simulator.faults.emptyForEverybody = true;
    await audit();
    const after = await getReplacement(ctx, made);
    expect(after.state.steps['check-gone'].status).toBe('done');
  });

  it('a holder who left in the middle: the key cannot be checked, never gone', async () => {
    const { ctx, keys, project } = await begin(['ci-deploy']);
    const made = await planFor(ctx, keys, project);
    removeMember(simulator.organization, keys[0]?.user_id ?? '');
    await audit();
    const left = await checkNow(ctx, made);
    expect(left.state.checks['old-key-gone']).toMatchObject({ outcome: 'cannot-be-checked' });
    expect(left.keys_gone).toBe(0);
  });

  it('a project deleted in the middle is told, and the plan can be mended', async () => {
    const { ctx, keys, project } = await begin(['ci-deploy']);
    const made = await planFor(ctx, keys, project);
    deleteProject(simulator.organization, project);
    const told = await checkNow(ctx, made);
    expect(told.problems.map(({ says }) => says).join()).toContain('no longer exists');
    const { keys: _keys, ...draft } = told.plan;
    const mended = await updateReplacement(ctx, {
      id: made.id,
      based_on: told.revision,
      plan: { ...draft, projects: [] },
    });
    expect(mended.problems.every(({ severity }) => severity !== 'refused')).toBe(true);
  });

  it('what an audit sees takes no revision away from somebody who is typing', async () => {
    const { ctx, keys, project } = await begin(['ci-deploy']);
    const made = await planFor(ctx, keys, project);
    makeInBraintrust(made);
    await checkNow(ctx, made);
    const { keys: _keys, ...draft } = made.plan;
    const saved = await updateReplacement(ctx, {
      id: made.id,
      based_on: made.revision,
      plan: { ...draft, notes: 'typed meanwhile' },
    });
    expect(saved.plan.notes).toBe('typed meanwhile');
    expect(saved.state.steps['service-token'].status).toBe('done');
  });

  it('a plan that cannot be read keeps no audit from its end, and says so when opened', async () => {
    const { ctx, keys, project } = await begin(['ci-deploy', 'other']);
    const made = await planFor(ctx, keys.slice(0, 1), project);
    await current.store.db.update(schema.replacements).set({ plan: { broken: true } });
    const ended = await audit();
    expect(ended.status).toBe('complete');
    await expect(getReplacement(ctx, made)).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('the job that checks plans after an audit', () => {
  const breakPlan = (id: string) =>
    current.store.db
      .execute(
        sql`
      create or replace function refuse_check() returns trigger language plpgsql as $$
        begin raise exception 'this plan cannot be written'; end $$`,
      )
      .then(() =>
        current.store.db.execute(sql`
        create trigger refuse_check before update on replacements for each row
        when (old.id = ${sql.raw(`'${id}'`)}::uuid) execute function refuse_check()`),
      );
  const mendPlan = () =>
    current.store.db.execute(sql`drop function if exists refuse_check cascade`);

  it('an audit ends although a check fails; the other plans are checked, and it is tried again', async () => {
    const { ctx, keys, project } = await begin(['ci-deploy', 'other']);
    const broken = await planFor(ctx, keys.slice(0, 1), project);
    const other = await planFor(ctx, keys.slice(1), project, 'starter');
    await breakPlan(broken.id);
    try {
      const id = await auditWithoutPlanChecks();
      expect(await getAudit(ctx, { auditId: id })).toMatchObject({
        status: 'complete',
        plan_checks_pending: true,
      });
      await expect(runPlanChecks(id)).rejects.toMatchObject({ code: 'internal' });
      expect((await getReplacement(ctx, other)).checked_at).not.toBeNull();
      expect((await getReplacement(ctx, broken)).checked_at).toBeNull();
      expect(await auditsToCheckPlans(current.store)).toEqual([id]);
      await mendPlan();
      await runPlanChecks(id);
      const ended = await getAudit(ctx, { auditId: id });
      expect((await getReplacement(ctx, broken)).state.evaluated_at).toBe(ended.finished_at);
      expect(ended.plan_checks_pending).toBe(false);
      expect(await auditsToCheckPlans(current.store)).toEqual([]);
    } finally {
      await mendPlan();
    }
  });

  it('an older audit that is checked late takes nothing back that a later one saw, nor what was done since', async () => {
    const { ctx, keys, project } = await begin(['ci-deploy']);
    const made = await planFor(ctx, keys, project);
    const before = await auditWithoutPlanChecks();
    makeInBraintrust(made);
    await markDone(ctx, made.id, 'ask-holder', 'choose-projects');
    await checkNow(ctx, made);
    const seen = await getReplacement(ctx, made);
    expect(seen.stage).toBe('both-keys-live');
    await runPlanChecks(before);
    expect(await getReplacement(ctx, made)).toEqual(seen);

    const listed = await auditWithoutPlanChecks();
    await markDone(ctx, made.id, 'swap-secret', 'revoke-keys');
    await runPlanChecks(listed);
    const late = await getReplacement(ctx, made);
    expect(late.state.keys).toEqual({ [keys[0]?.id ?? '']: 'there' });
    expect(late.state.steps['revoke-keys']).toMatchObject({ status: 'done', reopened: null });
  });

  it('twice is once, and a plan younger than the audit is left alone', async () => {
    const { ctx, keys, project } = await begin(['ci-deploy', 'other']);
    const made = await planFor(ctx, keys.slice(0, 1), project);
    const id = await auditWithoutPlanChecks();
    const young = await planFor(ctx, keys.slice(1), project, 'starter');
    await current.store.db
      .update(schema.replacements)
      .set({ createdAt: new Date(Date.now() + 1000) })
      .where(eq(schema.replacements.id, young.id));
    await runPlanChecks(id);
    const once = await getReplacement(ctx, made);
    await current.store.db.update(schema.audits).set({ planChecksPending: true });
    await runPlanChecks(id);
    expect(await getReplacement(ctx, made)).toEqual(once);
    expect(await getReplacement(ctx, young)).toMatchObject({ checked_at: null });
  });
});
