import type { ReplacementDetail } from '@/lib/contract';
import { ApiError } from '@/lib/client';
import type { PlanDraft, Plan } from '@/lib/domain/replacement-plan/plan';
import type { ReachToday } from '@/lib/domain/replacement-plan/reach-today';
import { validatePlan, type PlanProblem } from '@/lib/domain/replacement-plan/validate-plan';

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

/** What the server refused of a plan, until the field says something else than what was sent. */
export function refusedFields(
  error: Error | null,
  sent: PlanDraft | undefined,
  draft: PlanDraft,
): readonly ShownProblem[] {
  if (!(error instanceof ApiError) || sent === undefined) return [];
  return stillSo(error.problems, sent, draft);
}

/** The problems of one draft that another has too, its field being the same there. */
export function stillSo(
  problems: readonly ShownProblem[],
  then: PlanDraft,
  now: PlanDraft,
): readonly ShownProblem[] {
  return problems.filter(({ field }) => same(fieldIn(then, field), fieldIn(now, field)));
}

/** Problems from several sides, each said once. */
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
