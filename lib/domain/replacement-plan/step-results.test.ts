import { describe, expect, it } from 'vitest';
import { nextState, type ReplacementEvent } from './next-state';
import {
  initialState,
  type CheckId,
  type CheckOutcome,
  type KeyOutcome,
  type ReplacementState,
  type StepId,
} from './state';
import { resultsOf, shownOutcomes } from './step-results';
import { aPlan } from './testing/plans';

const PLAN = aPlan();
const minute = (at: number) => `2026-11-20T10:${String(at).padStart(2, '0')}:00.000Z`;

function after(...events: ReplacementEvent[]): ReplacementState {
  return events.reduce((state, event) => {
    const next = nextState(PLAN, state, event);
    if (!next.ok) throw new Error(`${event.type}: ${next.why}`);
    return next.state;
  }, initialState());
}
const mark = (at: number, step: StepId): ReplacementEvent => ({
  type: 'mark-done',
  step,
  by: 'olga',
  at: minute(at),
});
/** A check whose audit ended at this minute. The key lists may have been read earlier. */
const check = (
  at: number,
  outcomes: Partial<Record<CheckId, CheckOutcome>>,
  { listsAt = at, key = 'there' }: { listsAt?: number; key?: KeyOutcome } = {},
): ReplacementEvent => ({
  type: 'checked',
  results: Object.entries(outcomes).map(([id, outcome]) => ({
    check: id as CheckId,
    outcome,
    says: '',
    extra: [],
    lacking: [],
    at: minute(id === 'old-key-gone' ? listsAt : at),
  })),
  keys: { 'key-1': key },
  checkedAt: minute(listsAt),
  by: 'olga',
  at: minute(at),
});
const PROJECTS_CHOSEN = [mark(1, 'ask-holder'), mark(1, 'choose-projects')];
const GROUP_ONLY = {
  'group-seen': 'seen',
  'token-seen': 'not-seen',
  'group-matches': 'not-seen',
  'reach-as-planned': 'not-seen',
  'old-key-gone': 'not-seen',
} as const;
const TOKEN = {
  ...GROUP_ONLY,
  'token-seen': 'seen',
  'group-matches': 'seen',
  'reach-as-planned': 'seen',
} as const;
const outcomes = (state: ReplacementState, step: StepId) =>
  resultsOf(PLAN, state, step).map(({ outcome }) => outcome);

describe('a step shows no failure from before it could be done', () => {
  it('when the check of the step before it has just looked for everything', () => {
    const state = after(...PROJECTS_CHOSEN, check(2, GROUP_ONLY));
    expect(outcomes(state, 'permission-group')).toEqual(['seen']);
    expect(outcomes(state, 'service-token')).toEqual([]);
    expect(outcomes(state, 'check-gone')).toEqual([]);
  });

  it('and shows one of a check since', () => {
    const state = after(...PROJECTS_CHOSEN, check(2, GROUP_ONLY), check(3, GROUP_ONLY));
    expect(outcomes(state, 'service-token')).toEqual(['not-seen']);
  });

  it('but shows at once that the token is too broad, because nothing is done before that check', () => {
    const state = after(...PROJECTS_CHOSEN, check(2, { ...TOKEN, 'reach-as-planned': 'wider' }));
    expect(outcomes(state, 'check-token')).toEqual(['seen', 'seen', 'wider']);
  });

  it('nor that the keys are listed, until a list was read after they were revoked', () => {
    const revoked = [
      ...PROJECTS_CHOSEN,
      check(2, TOKEN),
      mark(3, 'swap-secret'),
      mark(5, 'revoke-keys'),
    ];
    expect(outcomes(after(...revoked), 'check-gone')).toEqual([]);
    const ofOthers = after(...revoked, check(6, TOKEN, { listsAt: 4 }));
    expect(outcomes(ofOthers, 'check-gone')).toEqual([]);
    expect(ofOthers.steps['revoke-keys']).toMatchObject({ status: 'done', reopened: null });
    expect(ofOthers.checked_at).toBe(minute(4));
    const read = after(...revoked, check(6, TOKEN));
    expect(read.steps['revoke-keys'].reopened).toMatchObject({ at: minute(6) });
  });
});

describe('the keys of a plan', () => {
  const shown = (...events: ReplacementEvent[]) => shownOutcomes(PLAN, after(...events))['key-1'];
  const swapped = [...PROJECTS_CHOSEN, check(2, TOKEN), mark(3, 'swap-secret')];

  it('are listed as expected until they are to be revoked', () => {
    expect(shown()).toBeUndefined();
    expect(shown(...swapped)).toEqual({ outcome: 'there', isExpected: true });
  });

  it('say nothing between revoking and the next check, and a warning if that still lists them', () => {
    const revoked = [...swapped, mark(5, 'revoke-keys')];
    expect(shown(...revoked)).toBeUndefined();
    expect(shown(...revoked, check(6, TOKEN))).toEqual({ outcome: 'there', isExpected: false });
    const gone = check(7, { ...TOKEN, 'old-key-gone': 'seen' }, { key: 'gone' });
    expect(shown(...revoked, gone)).toMatchObject({ outcome: 'gone' });
  });
});
