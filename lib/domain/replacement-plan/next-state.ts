import { askedHolders } from './asked';
import type { Plan } from './plan';
import {
  STEP_IDS,
  TODO,
  type CheckId,
  type CheckResult,
  type KeyOutcome,
  type ReplacementState,
  type StepId,
  type StepState,
} from './state';
import { activeSteps, checksOf } from './step-rules';

type Who = { by: string; /** ISO 8601. */ at: string };

export type ReplacementEvent =
  /** `holder`: who was asked. `null`: all holders. */
  | ({ type: 'message-sent'; holder: string | null } & Who)
  | ({ type: 'mark-done'; step: StepId; note?: string } & Who)
  | ({ type: 'go-back'; step: StepId } & Who)
  | ({ type: 'note'; step: StepId; note: string } & Who)
  | ({
      type: 'checked';
      results: readonly CheckResult[];
      keys: Readonly<Record<string, KeyOutcome>>;
      checkedAt: string;
    } & Who)
  /** `before` is the previous plan; `nextState` gets the new one. */
  | ({ type: 'plan-changed'; before: Plan } & Who);

export type NextState =
  | { ok: true; state: ReplacementState }
  /** `why` is shown to the user. */
  | { ok: false; why: string };

/**
 * Returns the state after an event, or why the event isn't allowed. Doesn't change the given state.
 *
 * A step that audits can check is done once an audit has seen it. A person can mark it as done only after an
 * audit couldn't check it. Any step can be reopened. A later audit that contradicts a step reopens it.
 */
export function nextState(plan: Plan, state: ReplacementState, event: ReplacementEvent): NextState {
  switch (event.type) {
    case 'message-sent':
      return sent(plan, state, event);
    case 'mark-done':
      return markDone(plan, state, event);
    case 'go-back':
      return goBack(plan, state, event.step);
    case 'note':
      return {
        ok: true,
        state: withStep(state, event.step, { ...state.steps[event.step], note: event.note }),
      };
    case 'checked':
      return { ok: true, state: checked(plan, state, event) };
    case 'plan-changed':
      return { ok: true, state: planChanged(plan, state, event.before) };
  }
}

/** Why a person can't mark this step as done now. `null`: they can. */
export function whyNotYet(plan: Plan, state: ReplacementState, step: StepId): string | null {
  const steps = activeSteps(plan);
  if (!steps.includes(step)) return 'This plan doesn’t include this step.';
  if (state.steps[step].status === 'done') return 'This step is already done.';
  const first = steps.find((id) => state.steps[id].status !== 'done');
  if (first !== undefined && steps.indexOf(first) < steps.indexOf(step)) {
    return 'Finish the earlier steps first.';
  }
  const checks = checksOf(plan, step);
  if (checks.length === 0) return null;
  const results = checks.map((check) => state.checks[check]);
  if (results.some((result) => result === undefined)) {
    return 'An audit can verify this step. Use “Check now”; the step is done once it’s verified.';
  }
  const against = results.find((result) => result !== undefined && contradicts(result));
  return against === undefined ? null : `The latest check contradicts this. ${against.says}`;
}

type Of<T extends ReplacementEvent['type']> = Extract<ReplacementEvent, { type: T }>;

function sent(
  plan: Plan,
  state: ReplacementState,
  { holder, by, at }: Of<'message-sent'>,
): NextState {
  if (!activeSteps(plan).includes('ask-holder')) {
    return { ok: false, why: 'This plan doesn’t include this step.' };
  }
  const holders = new Set(plan.keys.map(({ holder_id }) => holder_id));
  if (holder !== null && !holders.has(holder)) {
    return { ok: false, why: 'This plan has no key of this holder.' };
  }
  const step = state.steps['ask-holder'];
  if (step.status === 'done') return { ok: true, state };
  const now = Object.fromEntries(
    (holder === null ? [...holders] : [holder]).map((id) => [id, { by, at }]),
  );
  const asked = { ...askedHolders(plan, state), ...now };
  return {
    ok: true,
    state: { ...withStep(state, 'ask-holder', { ...step, status: 'waiting', by, at }), asked },
  };
}

function markDone(plan: Plan, state: ReplacementState, event: Of<'mark-done'>): NextState {
  const why = whyNotYet(plan, state, event.step);
  if (why !== null) return { ok: false, why };
  const checks = checksOf(plan, event.step);
  const seen =
    checks.length > 0 && checks.every((check) => state.checks[check]?.outcome === 'seen');
  const how = checks.length === 0 ? 'by-hand' : seen ? 'seen' : 'unproved';
  return {
    ok: true,
    state: withStep(state, event.step, {
      ...done(state.steps[event.step], how, event),
      note: event.note ?? state.steps[event.step].note,
    }),
  };
}

function goBack(plan: Plan, state: ReplacementState, step: StepId): NextState {
  const steps = activeSteps(plan);
  if (!steps.includes(step)) return { ok: false, why: 'This plan doesn’t include this step.' };
  return { ok: true, state: reset(plan, state, steps.slice(steps.indexOf(step))) };
}

/** Reopens these steps and removes their check results. */
function reset(plan: Plan, state: ReplacementState, steps: readonly StepId[]): ReplacementState {
  let next = state;
  for (const id of steps) next = withStep(next, id, { ...TODO, note: state.steps[id].note });
  const again = new Set<CheckId>(steps.flatMap((id) => checksOf(plan, id)));
  const checks = Object.fromEntries(
    Object.entries(state.checks).filter(([check]) => !again.has(check as CheckId)),
  );
  return { ...next, checks, asked: steps.includes('ask-holder') ? {} : next.asked };
}

function checked(plan: Plan, state: ReplacementState, event: Of<'checked'>): ReplacementState {
  const own = new Set(plan.keys.map(({ id }) => id));
  const seenKeys = Object.entries(event.keys).filter(([id]) => own.has(id));
  let next: ReplacementState = {
    ...state,
    checks: {
      ...state.checks,
      ...Object.fromEntries(event.results.map((result) => [result.check, result])),
    },
    checked_at: event.checkedAt,
    evaluated_at: event.at,
    keys: Object.fromEntries([...Object.entries(state.keys), ...seenKeys]),
    made: madeBy(plan, state, event.results),
  };
  for (const id of activeSteps(plan)) {
    const checks = checksOf(plan, id);
    if (checks.length === 0) continue;
    next = withStep(next, id, judged(state.steps[id], checks, next, event));
  }
  const gone = next.checks['old-key-gone'];
  const revoke = next.steps['revoke-keys'];
  if (gone?.outcome === 'seen' && revoke.status !== 'done') {
    next = withStep(next, 'revoke-keys', done(revoke, 'seen', event));
  }
  if (gone !== undefined && contradicts(gone) && canReopen(revoke, gone, event)) {
    next = withStep(next, 'revoke-keys', reopened(revoke, gone.says, event));
  }
  return next;
}

/** A plan starts with free names, so anything that has these names later was created for the plan. */
function madeBy(
  { group_name, account_name, token_name }: Plan,
  { made }: ReplacementState,
  results: readonly CheckResult[],
): ReplacementState['made'] {
  const saw = (check: CheckId) =>
    results.some(
      ({ check: one, outcome }) =>
        one === check && outcome !== 'not-seen' && outcome !== 'cannot-be-checked',
    );
  return {
    group: saw('group-seen') ? group_name : made.group,
    account: saw('token-seen') ? account_name : made.account,
    token: saw('token-seen') ? token_name : made.token,
  };
}

/** Updates a step from its check results. `cannot-be-checked` changes nothing. */
function judged(
  step: StepState,
  checks: readonly CheckId[],
  { checks: results }: ReplacementState,
  who: Who,
): StepState {
  const against = checks
    .map((check) => results[check])
    .find((result) => result !== undefined && contradicts(result));
  if (against !== undefined) {
    return canReopen(step, against, who) ? reopened(step, against.says, who) : step;
  }
  const seen = checks.every((check) => results[check]?.outcome === 'seen');
  return seen && (step.status !== 'done' || step.how !== 'seen') ? done(step, 'seen', who) : step;
}

function planChanged(plan: Plan, state: ReplacementState, before: Plan): ReplacementState {
  const from = activeSteps(plan);
  const changed = firstChanged(plan, before, from);
  const known = new Set(plan.keys.map(({ id }) => id));
  const holders = new Set(plan.keys.map(({ holder_id }) => holder_id));
  const asked = Object.entries(askedHolders(before, state));
  const kept: ReplacementState = {
    ...state,
    keys: Object.fromEntries(Object.entries(state.keys).filter(([id]) => known.has(id))),
    asked: Object.fromEntries(asked.filter(([id]) => holders.has(id))),
  };
  const isNobodyAsked = asked.length > 0 && !asked.some(([id]) => holders.has(id));
  const isWaiting = state.steps['ask-holder'].status === 'waiting';
  const again: StepId[] = isWaiting && isNobodyAsked ? ['ask-holder'] : [];
  const left = STEP_IDS.filter((id) => !from.includes(id));
  return reset(plan, kept, [...changed, ...again, ...left]);
}

/** The steps that depend on the changed parts of the plan. */
function firstChanged(plan: Plan, before: Plan, steps: readonly StepId[]): StepId[] {
  const differs = (part: (of: Plan) => unknown) =>
    JSON.stringify(part(plan)) !== JSON.stringify(part(before));
  if (differs(({ variant: { kind }, needs_token }) => [kind, needs_token])) return [...steps];
  const changed = new Set<StepId>();
  const add = (...ids: StepId[]) => ids.forEach((id) => changed.add(id));
  if (differs(({ keys }) => keys.map(({ id }) => id).sort())) add('revoke-keys', 'check-gone');
  if (differs(({ projects }) => projects.map(({ id, grants }) => [id, grants]))) {
    add('permission-group', 'check-token');
  }
  if (differs(({ group_name, variant: { braintrust_plan } }) => [group_name, braintrust_plan])) {
    add('permission-group', 'check-token');
  }
  if (differs(({ token_name, account_name }) => [token_name, account_name])) {
    add('service-token', 'check-token');
  }
  return steps.filter((id) => changed.has(id));
}

/** Whether a result contradicts a step. `cannot-be-checked` doesn't. */
const contradicts = ({ outcome }: CheckResult) =>
  outcome !== 'seen' && outcome !== 'cannot-be-checked';

/** Only what was read after a step was done can reopen it. */
const canReopen = (step: StepState, against: CheckResult, { at }: Who) =>
  step.status === 'done' && (step.at === null || new Date(step.at) <= new Date(against.at ?? at));

const done = (step: StepState, how: NonNullable<StepState['how']>, { by, at }: Who): StepState => ({
  ...step,
  status: 'done',
  how,
  by,
  at,
  reopened: null,
});

const reopened = (step: StepState, why: string, { at }: Who): StepState => ({
  ...TODO,
  note: step.note,
  reopened: { at, why },
});

const withStep = (state: ReplacementState, id: StepId, step: StepState): ReplacementState => ({
  ...state,
  steps: { ...state.steps, [id]: step },
});
