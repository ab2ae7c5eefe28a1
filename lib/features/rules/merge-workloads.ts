import { recordActivity } from '@/lib/features/activity';
import { loadDecisions } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { WorkloadDecisionRow } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { followDecisions } from '@/lib/domain/policy';
import { changeJudgement } from './change-judgement';
import { findWorkloads, storeDecisions, toWireDecision } from './workload-decisions';

/**
 * Records that workloads of the latest audit are the same program as another one, in this and later audits.
 * *Errors*: `not-found` for a workload that isn't in the latest audit; `bad-request` for merging one with itself;
 * `conflict` if the other one counts as part of it. Then nothing changes.
 */
export async function mergeWorkloads(
  ctx: Context,
  input: { workloadIds: readonly string[]; into: string },
): Promise<WorkloadDecisionRow[]> {
  const ids = [...new Set(input.workloadIds)];
  if (ids.includes(input.into))
    throw new AppError('bad-request', 'Choose another workload. Nothing was changed.');
  const stored = await changeJudgement(ctx, async (tx) => {
    const workloads = await findWorkloads(tx, ctx, [...ids, input.into]);
    const nameOf = (id: string) => workloads.get(id)?.name ?? id;
    const { workloads: decisions } = await loadDecisions(tx, ctx.organization.id);
    const target = followDecisions(input.into, decisions)?.workload;
    if (target !== undefined && ids.includes(target)) {
      throw new AppError(
        'conflict',
        `“${nameOf(input.into)}” already counts as “${nameOf(target)}”. Nothing was changed.`,
      );
    }
    const name = nameOf(input.into);
    const rows = await storeDecisions(
      tx,
      ctx,
      ids.map((id) => ({ subject: id, subjectName: nameOf(id), workloadId: input.into, name })),
    );
    await recordActivity(tx, {
      organizationId: ctx.organization.id,
      actor: ctx.actor.label,
      action: 'workloads-merged',
      details: {
        workload: name,
        merged: rows.length,
        ...(rows.length === 1 ? { subject: rows[0]?.subjectName ?? null } : {}),
      },
      at: ctx.now(),
    });
    return { changed: true, result: rows };
  });
  return stored.map(toWireDecision);
}
