import { recordActivity } from '@/lib/features/activity';
import type { Context } from '@/lib/features/context';
import type { WorkloadDecisionRow } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, eq, inArray } from '@/lib/platform/database/sql';
import { changeJudgement } from './change-judgement';
import { toWireDecision } from './workload-decisions';

const { workloadDecisions } = schema;

/**
 * Takes back decisions on workloads, by their subjects. Keys return to the workload that their names say.
 * *Errors*: `not-found` if there is no decision about one of the subjects. Then nothing changes.
 */
export async function withdrawWorkloadDecisions(
  ctx: Context,
  input: { subjects: readonly string[] },
): Promise<WorkloadDecisionRow[]> {
  const subjects = [...new Set(input.subjects)];
  const rows = await changeJudgement(ctx, async (tx) => {
    const withdrawn = await tx
      .delete(workloadDecisions)
      .where(
        and(
          eq(workloadDecisions.organizationId, ctx.organization.id),
          inArray(workloadDecisions.subject, subjects),
        ),
      )
      .returning();
    if (withdrawn.length < subjects.length) {
      throw new AppError(
        'not-found',
        'At least one of these workloads was already separated. Nothing was changed.',
      );
    }
    const [only, ...others] = withdrawn;
    await recordActivity(tx, {
      organizationId: ctx.organization.id,
      actor: ctx.actor.label,
      action: 'workload-decisions-withdrawn',
      details: {
        workload: only?.name ?? null,
        decisions: withdrawn.length,
        ...(others.length === 0 ? { subject: only?.subjectName ?? null } : {}),
      },
      at: ctx.now(),
    });
    return { changed: true, result: withdrawn };
  });
  return rows.map(toWireDecision);
}
