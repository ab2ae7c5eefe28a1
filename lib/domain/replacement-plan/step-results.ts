import type { Plan } from './plan';
import type { CheckResult, KeyOutcome, ReplacementState, StepId } from './state';
import { activeSteps, checksOf } from './step-rules';

/**
 * The latest check results that say something about a step. For an open step, results from before it could be
 * done are left out, because “not done” is no news then.
 */
export function resultsOf(plan: Plan, state: ReplacementState, step: StepId): CheckResult[] {
  const results = checksOf(plan, step).flatMap((check) => state.checks[check] ?? []);
  if (state.steps[step].status === 'done') return results;
  const earlier = activeSteps(plan);
  const before = earlier.slice(0, earlier.indexOf(step)).map((id) => state.steps[id]);
  const isNext = before.every(({ status }) => status === 'done');
  const since = Math.max(0, ...before.map(({ at }) => timeOf(at)));
  return results.filter(({ outcome, at }) => {
    if (outcome === 'cannot-be-checked') return true;
    const readAt = timeOf(at ?? state.checked_at);
    return isNext && (readAt > since || (readAt === since && ONLY_CHECKED.has(step)));
  });
}

/** Steps in which nothing is done but to check, so the check that completed the step before them counts. */
const ONLY_CHECKED: ReadonlySet<StepId> = new Set(['check-token', 'check-gone']);

const timeOf = (at: string | null) => (at === null ? 0 : new Date(at).getTime());

/**
 * What to say of a plan's keys. `there` is expected until they are to be revoked, and says nothing from then
 * until the next check.
 */
export function shownOutcomes(
  { keys: planned }: Plan,
  { keys, steps }: ReplacementState,
): Record<string, { outcome: KeyOutcome; isExpected: boolean }> {
  const { status, reopened } = steps['revoke-keys'];
  const isExpected = status !== 'done' && reopened === null;
  return Object.fromEntries(
    planned.flatMap(({ id }) => {
      const outcome = keys[id];
      const isOutdated = outcome === 'there' && status === 'done';
      return outcome === undefined || isOutdated ? [] : [[id, { outcome, isExpected }]];
    }),
  );
}
