import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextState, whyNotYet, type ReplacementEvent } from './next-state';
import { BRAINTRUST_PLANS } from '@/lib/domain/core';
import { KINDS, type Plan } from './plan';
import { currentStep, progressOf, stageOf, warningsOf } from './stage';
import { STAGES } from './stages';
import {
  CHECK_IDS,
  CHECK_OUTCOMES,
  initialState,
  replacementStateSchema,
  STEP_IDS,
  type CheckId,
  type CheckOutcome,
  type ReplacementState,
  type StepId,
} from './state';
import { activeSteps, checksOf, checksOfPlan, stepOrder } from './step-rules';
import { stepsOf } from './steps';
import { aPlan } from './testing/plans';

const AT = '2026-11-20T10:00:00.000Z';
const who = { by: 'owner@acme.test', at: AT };

const plans: Plan[] = BRAINTRUST_PLANS.flatMap((braintrust_plan) =>
  KINDS.flatMap((kind) =>
    [true, false].map((needs_token) =>
      aPlan({ variant: { braintrust_plan, kind, how: 'ui' }, needs_token }),
    ),
  ),
);

function after(plan: Plan, ...events: ReplacementEvent[]): ReplacementState {
  return events.reduce((state, event) => {
    const next = nextState(plan, state, event);
    if (!next.ok) throw new Error(`${event.type}: ${next.why}`);
    return next.state;
  }, initialState());
}
const mark = (step: StepId): ReplacementEvent => ({ type: 'mark-done', step, ...who });
const check = (
  results: Partial<Record<CheckId, CheckOutcome>>,
  keys: Record<string, 'gone' | 'there' | 'cannot-be-checked'> = {},
): ReplacementEvent => ({
  type: 'checked',
  results: CHECK_IDS.flatMap((id) => {
    const outcome = results[id];
    return outcome
      ? [{ check: id, outcome, says: `${id} ${outcome}`, extra: [], lacking: [], at: AT }]
      : [];
  }),
  keys,
  checkedAt: AT,
  ...who,
});
const TOKEN_GOOD = {
  'group-seen': 'seen',
  'token-seen': 'seen',
  'group-matches': 'seen',
  'reach-as-planned': 'seen',
} as const;

describe('a replacement from flag to resolved', () => {
  it('walks the board', () => {
    const plan = aPlan();
    const events: [ReplacementEvent, string][] = [
      [{ type: 'message-sent', holder: 'ada', ...who }, 'waiting-for-holder'],
      [mark('ask-holder'), 'preparing'],
      [mark('choose-projects'), 'preparing'],
      [check({ 'group-seen': 'seen' }), 'preparing'],
      [check({ 'token-seen': 'seen' }), 'both-keys-live'],
      [
        check({ ...TOKEN_GOOD, 'old-key-gone': 'not-seen' }, { 'key-1': 'there' }),
        'both-keys-live',
      ],
      [mark('swap-secret'), 'to-revoke'],
      [mark('revoke-keys'), 'to-revoke'],
      [check({ 'old-key-gone': 'seen' }, { 'key-1': 'gone' }), 'done'],
    ];
    let state = initialState();
    expect(stageOf(plan, state)).toBe('not-started');
    for (const [event, stage] of events) {
      const next = nextState(plan, state, event);
      expect(next.ok).toBe(true);
      if (next.ok) state = next.state;
      expect(stageOf(plan, state), JSON.stringify(event)).toBe(stage);
    }
    expect(currentStep(plan, state)).toBeNull();
    expect(progressOf(plan, state)).toEqual({
      stepsDone: 8,
      steps: 8,
      keysGone: 1,
      keys: 1,
      proved: true,
    });
  });

  it('is reopened when the key comes back', () => {
    const plan = aPlan();
    const state = after(
      plan,
      check({ ...TOKEN_GOOD, 'old-key-gone': 'seen' }, { 'key-1': 'gone' }),
      check({ 'old-key-gone': 'not-seen' }, { 'key-1': 'there' }),
    );
    for (const step of ['revoke-keys', 'check-gone'] as const) {
      expect(state.steps[step]).toMatchObject({
        status: 'todo',
        reopened: { at: AT, why: 'old-key-gone not-seen' },
      });
    }
    expect(progressOf(plan, state).keysGone).toBe(0);
  });

  it('is reopened when the token turns out wider, and not by what cannot be checked', () => {
    const plan = aPlan();
    const seen = after(plan, check(TOKEN_GOOD));
    expect(seen.steps['check-token'].status).toBe('done');
    const unknown = nextState(plan, seen, check({ 'reach-as-planned': 'cannot-be-checked' }));
    expect(unknown.ok && unknown.state.steps['check-token'].status).toBe('done');
    const wider = nextState(plan, seen, check({ 'reach-as-planned': 'wider' }));
    expect(wider.ok && wider.state.steps['check-token'].reopened?.why).toBe(
      'reach-as-planned wider',
    );
  });

  it('says so when a key is gone before anything took its place', () => {
    const plan = aPlan();
    const state = after(plan, check({ 'old-key-gone': 'seen' }, { 'key-1': 'gone' }));
    expect(warningsOf(plan, state)[0]).toContain('may have stopped');
    expect(stageOf(plan, state)).not.toBe('done');
    expect(warningsOf(plan, initialState())).toEqual([]);
  });

  it('on Starter is confirmed by a person, and called unproved', () => {
    const plan = aPlan({ variant: { braintrust_plan: 'starter', how: 'ui', kind: 'workload' } });
    const before = after(plan, mark('ask-holder'), mark('choose-projects'));
    expect(whyNotYet(plan, before, 'service-token')).toMatch(/Check now/);
    const checked = after(
      plan,
      mark('ask-holder'),
      mark('choose-projects'),
      check({ 'token-seen': 'seen', 'reach-as-planned': 'cannot-be-checked' }),
    );
    expect(checked.steps['check-token'].status).toBe('todo');
    const next = nextState(plan, checked, mark('check-token'));
    expect(next.ok && next.state.steps['check-token'].how).toBe('unproved');
    expect(next.ok && progressOf(plan, next.state).proved).toBe(false);
  });

  it('of a leaver revokes first', () => {
    const plan = aPlan({
      variant: { braintrust_plan: 'pro', how: 'ui', kind: 'leaver' },
      needs_token: false,
    });
    expect(activeSteps(plan)).toEqual(['revoke-keys', 'check-gone', 'ask-holder']);
    expect(stageOf(plan, after(plan, { type: 'message-sent', holder: 'ada', ...who }))).toBe(
      'to-revoke',
    );
  });
});

describe('a changed plan', () => {
  it('asks again for what rested on the change, and for nothing else', () => {
    const before = aPlan();
    const state = after(
      before,
      mark('ask-holder'),
      mark('choose-projects'),
      check({ ...TOKEN_GOOD, 'old-key-gone': 'not-seen' }, { 'key-1': 'there' }),
    );
    const change = (facts: Partial<Plan>) => {
      const plan = aPlan(facts);
      const next = nextState(plan, state, { type: 'plan-changed', before, ...who });
      return STEP_IDS.filter(
        (id) =>
          next.ok && state.steps[id].status === 'done' && next.state.steps[id].status === 'todo',
      );
    };
    expect(change({ notes: 'x', expiry_days: 30 })).toEqual([]);
    expect(change({ projects: [] })).toEqual(['permission-group', 'check-token']);
    expect(change({ token_name: 'other' })).toEqual(['service-token', 'check-token']);
  });
});

describe('in every variant', () => {
  const outcome = fc.constantFrom(...CHECK_OUTCOMES);
  const step = fc.constantFrom(...STEP_IDS);
  const event: fc.Arbitrary<ReplacementEvent> = fc.oneof(
    fc.constant<ReplacementEvent>({ type: 'message-sent', holder: 'ada', ...who }),
    step.map(mark),
    step.map((id): ReplacementEvent => ({ type: 'go-back', step: id, ...who })),
    step.map((id): ReplacementEvent => ({ type: 'note', step: id, note: 'n', ...who })),
    fc
      .record(Object.fromEntries(CHECK_IDS.map((id) => [id, outcome])), { requiredKeys: [] })
      .map((results) => check(results)),
  );
  const story = fc.tuple(fc.constantFrom(...plans), fc.array(event, { maxLength: 30 }));

  it('no step that an audit can see is done without a check, any step can be gone back to', () => {
    fc.assert(
      fc.property(story, ([plan, events]) => {
        let state = initialState();
        for (const each of events) {
          const given = JSON.stringify(state);
          const next = nextState(plan, state, each);
          expect(JSON.stringify(state)).toBe(given);
          if (!next.ok) {
            expect(next.why).not.toBe('');
            continue;
          }
          for (const id of STEP_IDS) {
            if (next.state.steps[id].status !== 'done' || state.steps[id].status === 'done')
              continue;
            const outcomes = checksOf(plan, id).map((each) => next.state.checks[each]?.outcome);
            const { how } = next.state.steps[id];
            if (how === 'seen' && id !== 'revoke-keys') {
              expect(outcomes.every((each) => each === 'seen') && outcomes.length > 0).toBe(true);
            } else if (how === 'unproved') {
              expect(outcomes).toContain('cannot-be-checked');
              expect(
                outcomes.every((each) => each === 'seen' || each === 'cannot-be-checked'),
              ).toBe(true);
            } else if (how === 'by-hand') expect(outcomes).toEqual([]);
          }
          state = next.state;
          expect(replacementStateSchema.parse(structuredClone(state))).toEqual(state);
          expect(STAGES).toContain(stageOf(plan, state));
        }
        for (const id of activeSteps(plan)) {
          const back = nextState(plan, state, { type: 'go-back', step: id, ...who });
          expect(back.ok && back.state.steps[id].status).toBe('todo');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('what is contradicted is never done', () => {
    fc.assert(
      fc.property(story, outcome, ([plan, events], last) => {
        let state = initialState();
        for (const each of [...events, check({ 'token-seen': last, 'old-key-gone': last })]) {
          const next = nextState(plan, state, each);
          if (next.ok) state = next.state;
        }
        if (last === 'seen' || last === 'cannot-be-checked') return;
        for (const id of ['service-token', 'check-token', 'check-gone', 'revoke-keys'] as const) {
          if (activeSteps(plan).includes(id)) expect(state.steps[id].status).not.toBe('done');
        }
      }),
    );
  });

  it.each(plans.map((plan) => [JSON.stringify([plan.variant, plan.needs_token]), plan] as const))(
    '%s all steps have texts, and what is checked belongs to a step',
    (_, plan) => {
      const steps = stepsOf(plan, { appUrl: 'https://www.braintrust.dev/' });
      expect(steps.map(({ id }) => id)).toEqual(stepOrder(plan));
      for (const { id, what, why, check: looks, where, notNeeded } of steps) {
        expect(what.length).toBeGreaterThan(0);
        for (const text of [why, ...what]) expect(text).not.toMatch(/undefined|null|NaN/);
        expect(looks.checks).toEqual(checksOf(plan, id));
        if (where) {
          expect(where.href).toMatch(
            /^https:\/\/www\.braintrust\.dev\/app\/~\/configuration\/org\//,
          );
        }
        expect(notNeeded === null).toBe(activeSteps(plan).includes(id));
      }
      expect(checksOfPlan(plan)).toContain('old-key-gone');
      expect(plan.variant.kind === 'leaver' ? steps[0]?.id : steps[7]?.id).toBe(
        plan.variant.kind === 'leaver' ? 'revoke-keys' : 'check-gone',
      );
    },
  );
});

describe('what a plan makes', () => {
  it('keeps the names under which it was seen, also after going back', () => {
    const plan = aPlan();
    const wider = after(plan, check({ 'group-seen': 'wider', 'token-seen': 'not-seen' }));
    expect(wider.made).toEqual({ group: plan.group_name, account: null, token: null });
    const seen = after(plan, check(TOKEN_GOOD));
    const back = nextState(plan, seen, { type: 'go-back', step: 'choose-projects', ...who });
    expect(back.ok && back.state.made).toEqual({
      group: plan.group_name,
      account: plan.account_name,
      token: plan.token_name,
    });
  });

  it('is not known from what could not be checked', () => {
    const unread = {
      'group-seen': 'cannot-be-checked',
      'token-seen': 'cannot-be-checked',
    } as const;
    expect(after(aPlan(), check(unread)).made).toEqual(initialState().made);
  });
});
