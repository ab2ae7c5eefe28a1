import { formatNumber } from '@/lib/domain/core';
import type { Plan } from './plan';
import type { ReplacementState, StepId } from './state';
import { activeSteps } from './step-rules';
import type { Stage } from './stages';

/** Once all old keys are no longer listed, the stage can't be `both-keys-live`. */
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

/** The first open step. `null`: all are done. */
export function currentStep(plan: Plan, state: ReplacementState): StepId | null {
  return activeSteps(plan).find((id) => state.steps[id].status !== 'done') ?? null;
}

/** `proved`: an audit saw every done step that audits can check. */
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
 * Warns if a key is no longer listed before the switch to the new token, because its workload may have stopped.
 */
export function warningsOf(plan: Plan, state: ReplacementState): string[] {
  const gone = plan.keys.filter(({ id }) => state.keys[id] === 'gone').length;
  if (gone === 0 || !plan.needs_token || plan.variant.kind === 'leaver') return [];
  if (state.steps['swap-secret'].status === 'done') return [];
  const keys = gone === 1 ? 'A key of this plan is' : `${formatNumber(gone)} keys of this plan are`;
  return [
    `${keys} no longer listed, but the switch to the new token isn’t done. The workload may have stopped.`,
  ];
}
