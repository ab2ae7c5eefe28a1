import type { ReplacementDetail } from '@/lib/contract';
import { ApiError } from '@/lib/client';
import type { PlanDraft, Plan } from '@/lib/domain/replacement-plan/plan';
import type { ReachToday } from '@/lib/domain/replacement-plan/reach-today';
import { validatePlan, type PlanProblem } from '@/lib/domain/replacement-plan/validate-plan';

/** A problem of a plan, found by the browser or the server. */
export type ShownProblem = ReplacementDetail['problems'][number];

/** The editable part of a plan: everything except the facts of its keys. */
export function draftOf({ keys: _keys, ...draft }: Plan): PlanDraft {
  return draft;
}

/** Problems that the browser can find by itself while the user types. */
export function problemsOfDraft(plan: Plan, today: ReachToday | null): PlanProblem[] {
  const none: readonly string[] = [];
  const existing = { groups: none, accounts: none, tokens: none };
  const problems = validatePlan(plan, { today, existing, projectIds: null });
  // Without the holder's current access, drop warnings about projects: the server checks them on saving.
  return today === null
    ? problems.filter(({ severity, field }) => severity !== 'warning' || field !== 'projects')
    : problems;
}

/** The problems for which the server rejected a plan, until the user changes the field. */
export function refusedFields(
  error: Error | null,
  sent: PlanDraft | undefined,
  draft: PlanDraft,
): readonly ShownProblem[] {
  if (!(error instanceof ApiError) || sent === undefined) return [];
  return stillSo(error.problems, sent, draft);
}

/** The problems of draft `then` that still apply to `now`, because their field is unchanged. */
export function stillSo(
  problems: readonly ShownProblem[],
  then: PlanDraft,
  now: PlanDraft,
): readonly ShownProblem[] {
  return problems.filter(({ field }) => same(fieldIn(then, field), fieldIn(now, field)));
}

/** Merges lists of problems, without duplicates. */
export function joinProblems(...sides: readonly (readonly ShownProblem[])[]): ShownProblem[] {
  const byText = new Map<string, ShownProblem>();
  for (const problem of sides.flat()) {
    const { field, project_id, says } = problem;
    const key = JSON.stringify([field, project_id, says]);
    if (!byText.has(key)) byText.set(key, problem);
  }
  return [...byText.values()];
}

/**
 * Applies the user's changes to what is stored now. Fields that the user didn't touch take the stored value.
 */
export function rebaseDraft(typed: PlanDraft, base: PlanDraft, stored: PlanDraft): PlanDraft {
  const touched = Object.fromEntries(
    Object.entries(typed).filter(([field, value]) => !same(value, fieldIn(base, field))),
  );
  return { ...stored, ...touched };
}

/** Whether two values are equal. It compares their JSON. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function fieldIn(draft: PlanDraft, field: string): unknown {
  const values: Readonly<Record<string, unknown>> = draft;
  return values[field];
}
