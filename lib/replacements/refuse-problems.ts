import { AppError } from '@/lib/core';
import type { PlanProblem } from '@/lib/replacement';

/**
 * Refuses what a change would make wrong. What was wrong before (a project that was deleted
 * meanwhile) is told and does not keep anybody from saving a note.
 * *Errors*: `bad-request`, with all problems in its details.
 */
export function refuseProblems(
  problems: readonly PlanProblem[],
  before: readonly PlanProblem[],
): void {
  const known = new Set(before.map(keyOf));
  const refused = problems.filter(
    (problem) => problem.severity === 'refused' && !known.has(keyOf(problem)),
  );
  const [first] = refused;
  if (first === undefined) return;
  throw new AppError('bad-request', `${first.field}: ${first.says} Nothing was saved.`, {
    details: { problems: refused.slice(0, 20) },
  });
}

const keyOf = ({ field, project_id, says }: PlanProblem) =>
  JSON.stringify([field, project_id, says]);
