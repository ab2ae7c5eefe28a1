import type { Plan } from './plan';
import type { ReplacementState, StepId } from './state';
import { activeSteps } from './step-rules';
import type { Stage } from './stages';

/** Where a replacement stands as a whole. A plan whose old keys are all seen gone is past revoking. */
export function stageOf(plan: Plan, state: ReplacementState): Stage {
  const steps = activeSteps(plan);
  const isDone = (id: StepId) => !steps.includes(id) || state.steps[id].status === 'done';
  if (steps.every(isDone)) return 'done';
  const tokenLives = plan.needs_token && isDone('service-token');
  if (plan.variant.kind === 'leaver') {
    if (!isDone('revoke-keys') || !isDone('check-gone')) return 'to-revoke';
  } else if (isDone('swap-secret') && isDone('check-token') && isDone('ask-holder')) {
    return 'to-revoke';
  }
  if (tokenLives && !isDone('check-gone')) return 'both-keys-live';
  if (state.steps['ask-holder'].status === 'waiting') return 'waiting-for-holder';
  return steps.some((id) => state.steps[id].status === 'done') ? 'preparing' : 'not-started';
}

/** The step to do now; `null`: all are done. */
export function currentStep(plan: Plan, state: ReplacementState): StepId | null {
  return activeSteps(plan).find((id) => state.steps[id].status !== 'done') ?? null;
}

/** How far a replacement is. `proved`: every done step that an audit can see was seen by one. */
export function progressOf(
  plan: Plan,
  state: ReplacementState,
): { stepsDone: number; steps: number; keysGone: number; keys: number; proved: boolean } {
  const steps = activeSteps(plan);
  const done = steps.filter((id) => state.steps[id].status === 'done');
  return {
    stepsDone: done.length,
    steps: steps.length,
    keysGone: plan.keys.filter(({ id }) => state.keys[id] === 'gone').length,
    keys: plan.keys.length,
    proved: done.every((id) => state.steps[id].how !== 'unproved'),
  };
}

/**
 * What to be told before going on: a key that is gone while nothing has taken its place yet means
 * that whatever ran with it has stopped.
 */
export function warningsOf(plan: Plan, state: ReplacementState): string[] {
  const gone = plan.keys.filter(({ id }) => state.keys[id] === 'gone').length;
  if (gone === 0 || !plan.needs_token || plan.variant.kind === 'leaver') return [];
  if (state.steps['swap-secret'].status === 'done') return [];
  const keys = gone === 1 ? 'A key of this plan is' : `${gone} keys of this plan are`;
  return [
    `${keys} gone although the secret has not been swapped yet: what ran with it may have stopped.`,
  ];
}
