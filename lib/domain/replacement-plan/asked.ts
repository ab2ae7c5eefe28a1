import type { Plan } from './plan';
import { currentStep, stageOf } from './stage';
import type { Asked, ReplacementState } from './state';

/**
 * The holders who were sent the message, by id. Earlier versions recorded only that it was sent, so for a plan
 * with several holders they don't say to whom.
 */
export function askedHolders(plan: Plan, state: ReplacementState): Record<string, Asked> {
  const { status, by, at } = state.steps['ask-holder'];
  const [holder, other] = new Set(plan.keys.map(({ holder_id }) => holder_id));
  const isOnly = holder !== undefined && other === undefined;
  const isUnnamed = status === 'waiting' && Object.keys(state.asked).length === 0;
  return isUnnamed && isOnly && by !== null && at !== null ? { [holder]: { by, at } } : state.asked;
}

/** Whether an earlier version recorded that the message was sent, but not to which holders. */
export function isAskedUnnamed(plan: Plan, state: ReplacementState): boolean {
  const isWaiting = state.steps['ask-holder'].status === 'waiting';
  return isWaiting && Object.keys(askedHolders(plan, state)).length === 0;
}

/** Whether every holder was asked and the next step is to wait for their replies. */
export function waitsForHolders(plan: Plan, state: ReplacementState): boolean {
  if (stageOf(plan, state) !== 'waiting-for-holder') return false;
  if (currentStep(plan, state) !== 'ask-holder') return false;
  const asked = askedHolders(plan, state);
  return isAskedUnnamed(plan, state) || plan.keys.every(({ holder_id }) => holder_id in asked);
}
