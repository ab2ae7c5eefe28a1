import { describe, expect, it } from 'vitest';
import { askedHolders, isAskedUnnamed, waitsForHolders } from './asked';
import { nextState } from './next-state';
import type { Plan } from './plan';
import { initialState, replacementStateSchema, TODO, type ReplacementState } from './state';
import { aKey, aPlan } from './testing/plans';

const AT = '2026-11-20T10:00:00.000Z';
const WHO = { by: 'owner@acme.test', at: AT };
const TWO = aPlan({ keys: [aKey(), aKey({ id: 'key-2', holder_id: 'bo' })] });

function send(plan: Plan, holder: string | null, state = initialState()): ReplacementState {
  const next = nextState(plan, state, { type: 'message-sent', holder, ...WHO });
  if (!next.ok) throw new Error(next.why);
  return next.state;
}

/** A stored state of a version that recorded only that the message was sent. */
function stored(): ReplacementState {
  const { asked: _asked, evaluated_at: _evaluated, ...rest } = initialState();
  const steps = { ...rest.steps, 'ask-holder': { ...TODO, status: 'waiting', ...WHO } };
  return replacementStateSchema.parse({ ...rest, steps });
}

describe('the message to several holders', () => {
  it('is sent to one of them, and not to the others', () => {
    const state = send(TWO, 'ada');
    expect(askedHolders(TWO, state)).toEqual({ ada: WHO });
    expect(state.steps['ask-holder'].status).toBe('waiting');
    expect(Object.keys(askedHolders(TWO, send(TWO, 'bo', state)))).toEqual(['ada', 'bo']);
  });

  it('is sent to all of them if nobody is named', () => {
    expect(askedHolders(TWO, send(TWO, null))).toEqual({ ada: WHO, bo: WHO });
  });

  it('is waited for once all of them have it', () => {
    const one = send(TWO, 'ada');
    expect([one, send(TWO, 'bo', one)].map((state) => waitsForHolders(TWO, state))).toEqual([
      false,
      true,
    ]);
  });

  it('can’t be sent to someone whose keys the plan doesn’t replace', () => {
    const event = { type: 'message-sent', holder: 'eve', ...WHO } as const;
    expect(nextState(TWO, initialState(), event).ok).toBe(false);
  });

  it('is forgotten for a holder whose keys leave the plan, and when the step is reopened', () => {
    const one = aPlan();
    const changed = nextState(one, send(TWO, 'bo'), { type: 'plan-changed', before: TWO, ...WHO });
    expect(changed).toMatchObject({ ok: true, state: { asked: {} } });
    expect(changed.ok && changed.state.steps['ask-holder'].status).toBe('todo');
    const back = { type: 'go-back', step: 'ask-holder', ...WHO } as const;
    expect(nextState(TWO, send(TWO, 'ada'), back)).toMatchObject({ state: { asked: {} } });
  });
});

describe('a plan stored before holders were recorded', () => {
  it('with one holder was sent to that one', () => {
    expect(askedHolders(aPlan(), stored())).toEqual({ ada: WHO });
    expect(isAskedUnnamed(aPlan(), stored())).toBe(false);
  });

  it('with several holders doesn’t claim to know which', () => {
    expect(askedHolders(TWO, stored())).toEqual({});
    expect(isAskedUnnamed(TWO, stored())).toBe(true);
    const now = send(TWO, 'bo', stored());
    expect([askedHolders(TWO, now), isAskedUnnamed(TWO, now)]).toEqual([{ bo: WHO }, false]);
  });
});
