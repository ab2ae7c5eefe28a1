import type { ReplacementDetail } from '@/lib/contract';
import type { PlanDraft, Plan } from '@/lib/replacement/plan';
import type { ReachToday } from '@/lib/replacement/reach-today';
import { validatePlan, type PlanProblem } from '@/lib/replacement/validate-plan';

/** A problem of a plan, as the browser or the server found it. */
export type ShownProblem = ReplacementDetail['problems'][number];

/** What of a plan is edited: all but the facts of its keys. */
export function draftOf({ keys: _keys, ...draft }: Plan): PlanDraft {
  return draft;
}

/** Problems that the browser can see by itself while somebody types. */
export function problemsOfDraft(plan: Plan, today: ReachToday | null): PlanProblem[] {
  const none: readonly string[] = [];
  const existing = { groups: none, accounts: none, tokens: none };
  const problems = validatePlan(plan, { today, existing, projectIds: null });
  // Without today's reach nothing is said of it: the server, which knows it, decides.
  return today === null
    ? problems.filter(({ severity, field }) => severity !== 'warning' || field !== 'projects')
    : problems;
}

/** Refusals name their field first: `token_name: …`. */
export function fieldOfRefusal(message: string): PlanProblem['field'] | null {
  const field = /^([a-z_]+): /.exec(message)?.[1];
  return FIELDS.find((one) => one === field) ?? null;
}

const FIELDS = [
  'title',
  'projects',
  'group_name',
  'account_name',
  'token_name',
  'expiry_days',
  'variable',
] as const satisfies readonly PlanProblem['field'][];

/**
 * What was typed, put onto what is stored by now: fields that were not touched take what somebody
 * else made of them, touched ones stay as typed.
 */
export function rebaseDraft(typed: PlanDraft, base: PlanDraft, stored: PlanDraft): PlanDraft {
  const touched = Object.fromEntries(
    Object.entries(typed).filter(([field, value]) => !same(value, fieldIn(base, field))),
  );
  return { ...stored, ...touched };
}

/** True where two drafts say the same. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function fieldIn(draft: PlanDraft, field: string): unknown {
  const values: Readonly<Record<string, unknown>> = draft;
  return values[field];
}
