import type { ReplacementRow, ReplacementsSummary } from '@/lib/contract';
import type { PlanAge } from '@/lib/contract/tables';
import type {
  CheckOutcome,
  KeyOutcome,
  StepId,
  StepState,
} from '@/lib/domain/replacement-plan/state';

type Stage = ReplacementRow['stage'];

export const STAGE_WORDS: Record<Stage, string> = {
  'not-started': 'Not started',
  'waiting-for-holder': 'Waiting for holder',
  preparing: 'Preparing',
  'both-keys-live': 'Both keys live',
  'to-revoke': 'To revoke',
  done: 'Done',
};

export const PLAN_AGE_WORDS: Record<PlanAge, string> = {
  'under-7': 'Started this week',
  '7-to-29': '7 to 29 days old',
  '30-to-89': '30 to 89 days old',
  '90-or-more': '90 days or older',
};

export const KIND_WORDS: Record<ReplacementRow['kind'], string> = {
  workload: 'A program',
  person: 'A person at a laptop',
  'proxy-client': 'A client outside our servers',
  leaver: 'Somebody who leaves',
};

export const BRAINTRUST_PLAN_WORDS: Record<ReplacementRow['braintrust_plan'], string> = {
  unknown: 'Not known yet',
  enterprise: 'Enterprise',
  pro: 'Pro',
  starter: 'Starter',
};

/** Short names of the steps, for lists. The full title depends on the plan. */
export const STEP_WORDS: Record<StepId, string> = {
  'ask-holder': 'Ask the holder',
  'choose-projects': 'Choose projects',
  'permission-group': 'Permission group',
  'service-token': 'Service token',
  'swap-secret': 'Swap the secret',
  'check-token': 'Check the reach',
  'revoke-keys': 'Revoke the old key',
  'check-gone': 'Check that it is gone',
};

export const OUTCOME_WORDS: Record<CheckOutcome, string> = {
  seen: 'Seen',
  'not-seen': 'Not seen',
  wider: 'Wider than planned',
  narrower: 'Narrower than planned',
  'cannot-be-checked': 'Cannot be checked',
};

export const KEY_OUTCOME_WORDS: Record<KeyOutcome, string> = {
  gone: 'Gone',
  there: 'Still listed',
  'cannot-be-checked': 'Cannot be checked',
};

export const HOW_WORDS: Record<NonNullable<StepState['how']>, string> = {
  seen: 'seen by an audit',
  'by-hand': 'marked done',
  unproved: 'confirmed by hand, since it cannot be checked',
};

/**
 * Progress over all keys to replace. `gone` is the keys of plans that an audit found no longer listed. `keys`
 * also includes keys without a plan that the latest audit says to replace.
 */
export function wholeProgress(
  summary: ReplacementsSummary,
  toReplace: number | undefined,
): { keys: number; gone: number; words: string } {
  const gone = summary.keys_gone;
  const keys = Math.max(summary.keys, gone + (toReplace ?? 0));
  const numbers = new Intl.NumberFormat('en-US');
  const words = `${numbers.format(gone)} of ${numbers.format(keys)} ${keys === 1 ? 'key' : 'keys'} to replace ${gone === 1 ? 'is' : 'are'} replaced`;
  return { keys, gone, words };
}
