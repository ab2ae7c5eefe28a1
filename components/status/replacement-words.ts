import { formatNumber, plural } from '@/lib/domain/core';
import type { ReplacementRow, ReplacementsSummary } from '@/lib/contract';
import type { PlanAge } from '@/lib/contract/tables';
import type { CheckOutcome, KeyOutcome, StepState } from '@/lib/domain/replacement-plan/state';

export const PLAN_AGE_WORDS: Record<PlanAge, string> = {
  'under-7': 'Less than 7 days',
  '7-to-29': '7 to 29 days',
  '30-to-89': '30 to 89 days',
  '90-or-more': '90 days or more',
};

export const KIND_WORDS: Record<ReplacementRow['kind'], string> = {
  workload: 'Workload',
  person: 'Person',
  'proxy-client': 'Client outside your servers',
  leaver: 'Former or departing member',
};

export const BRAINTRUST_PLAN_WORDS: Record<ReplacementRow['braintrust_plan'], string> = {
  unknown: 'Unknown',
  enterprise: 'Enterprise',
  pro: 'Pro',
  starter: 'Starter',
};

export const OUTCOME_WORDS: Record<CheckOutcome, string> = {
  seen: 'Verified',
  'not-seen': 'Not done',
  wider: 'Too broad',
  narrower: 'Missing access',
  'cannot-be-checked': 'Couldn’t verify',
};

export const KEY_OUTCOME_WORDS: Record<KeyOutcome, string> = {
  gone: 'No longer listed',
  there: 'Still listed',
  'cannot-be-checked': 'Couldn’t verify',
};

export const HOW_WORDS: Record<NonNullable<StepState['how']>, string> = {
  seen: 'Verified by an audit',
  'by-hand': 'Marked as done',
  unproved: 'Marked as done, unverified',
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
  const words = `${formatNumber(gone)} of ${plural(keys, 'key')} replaced`;
  return { keys, gone, words };
}
