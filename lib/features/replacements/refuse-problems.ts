import { AppError, type AuditId } from '@/lib/domain/core';
import type { PlanProblem } from '@/lib/domain/replacement-plan';

/**
 * Throws if a change adds a problem of severity `refused`. Problems that existed before, such as a deleted
 * project, don't block a change.
 * *Errors*: `bad-request`, with all problems in its details; `conflict`, with the audit from `overtakenBy`,
 * if the plan was valid until that audit.
 */
export async function refuseProblems(
  problems: readonly PlanProblem[],
  before: readonly PlanProblem[],
  overtakenBy: () => Promise<AuditId | null>,
): Promise<void> {
  const known = new Set(before.map(keyOf));
  const refused = problems.filter((one) => isRefused(one) && !known.has(keyOf(one)));
  const [first] = refused;
  if (first === undefined) return;
  const details = { problems: refused.slice(0, 20) };
  const auditId = await overtakenBy();
  if (auditId === null) {
    throw new AppError('bad-request', `Couldn’t save the plan. ${first.says}`, { details });
  }
  throw new AppError(
    'conflict',
    `Couldn’t save the plan. A newer audit has finished, and the plan doesn’t match it. ${first.says} Reload the page and check the plan.`,
    { details: { ...details, auditId } },
  );
}

export const isRefused = ({ severity }: PlanProblem): boolean => severity === 'refused';

const keyOf = ({ field, project_id, says }: PlanProblem) =>
  JSON.stringify([field, project_id, says]);
