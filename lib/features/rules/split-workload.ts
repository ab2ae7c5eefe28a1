import { randomUUID } from 'node:crypto';
import { recordActivity } from '@/lib/features/activity';
import type { Context } from '@/lib/features/context';
import type { WorkloadDecisionRow } from '@/lib/contract';
import { AppError, keyId, type AuditId, type KeyId } from '@/lib/domain/core';
import { ownWorkloadId } from '@/lib/domain/policy';
import { schema, type Transaction } from '@/lib/platform/database';
import { and, eq, inArray } from '@/lib/platform/database/sql';
import { changeJudgement } from './change-judgement';
import { decisionText } from './decision-text';
import { findWorkloads, storeDecisions, toWireDecision } from './workload-decisions';

/**
 * Makes some keys of a workload of the latest audit a workload of their own, in this and later audits.
 * *Errors*: `not-found` for a workload that isn't in the latest audit; `bad-request` for a key that isn't in the
 * workload, or if no key would stay in it. Then nothing changes.
 */
export async function splitWorkload(
  ctx: Context,
  input: { workloadId: string; keyIds: readonly string[]; name: string },
): Promise<WorkloadDecisionRow[]> {
  const ids = [...new Set(input.keyIds.map(keyId))];
  const stored = await changeJudgement(ctx, async (tx) => {
    const workload = (await findWorkloads(tx, ctx, [input.workloadId])).get(input.workloadId);
    const inWorkload = new Set(workload?.keyIds);
    if (workload === undefined || !ids.every((id) => inWorkload.has(id))) {
      throw new AppError(
        'bad-request',
        'One of these keys isn’t in this workload. Nothing was changed.',
      );
    }
    if (ids.length === inWorkload.size) {
      throw new AppError(
        'bad-request',
        'At least one key must stay in the workload. Nothing was changed.',
      );
    }
    const names = await namesOf(tx, workload.auditId, ids);
    const name = decisionText(input.name);
    const workloadId = `split:${randomUUID()}`;
    const rows = await storeDecisions(
      tx,
      ctx,
      ids.map((id) => ({
        subject: ownWorkloadId({ id }),
        subjectName: names.get(id) ?? id,
        workloadId,
        name,
      })),
    );
    await recordActivity(tx, {
      organizationId: ctx.organization.id,
      actor: ctx.actor.label,
      action: 'workload-split',
      details: { workload: workload.name, name, keys: ids.length },
      at: ctx.now(),
    });
    return { changed: true, result: rows };
  });
  return stored.map(toWireDecision);
}

async function namesOf(tx: Transaction, auditId: AuditId, ids: readonly KeyId[]) {
  const { auditKeys } = schema;
  const rows = await tx
    .select({ id: auditKeys.keyId, name: auditKeys.name })
    .from(auditKeys)
    .where(and(eq(auditKeys.auditId, auditId), inArray(auditKeys.keyId, [...ids])));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
