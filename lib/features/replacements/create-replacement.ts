import { randomUUID } from 'node:crypto';
import { recordActivity } from '@/lib/features/activity';
import type { Context } from '@/lib/features/context';
import type { Assignment, CreateReplacementBody, ReplacementDetail } from '@/lib/contract';
import { keyId, type AuditId, type KeyId } from '@/lib/domain/core';
import { initialState, type Plan } from '@/lib/domain/replacement-plan';
import { ensureOrganization, holdOrganization } from '@/lib/features/organizations';
import { schema, type Transaction } from '@/lib/platform/database';
import { textArray } from '@/lib/platform/database/listing';
import { and, eq, sql } from '@/lib/platform/database/sql';
import { problemsOf, readPlanFacts } from './judge-plan';
import { overtakenBy } from './overtaken-by';
import { putKeys } from './put-keys';
import { readKeys } from './read-keys';
import { refuseProblems } from './refuse-problems';
import { columnsOf, storable, toWireDetail, type StoredReplacement } from './stored-replacement';

/**
 * Stores a plan for keys of the latest audit. It takes over the assignee and due date of the keys' workload.
 * *Errors*: `no-audit`; `not-found` for a key that isn't in that audit; `conflict`, with the other plan if a
 * key already has one, or with the latest audit if it made the plan invalid; `bad-request` if it is invalid.
 */
export async function createReplacement(
  ctx: Context,
  input: CreateReplacementBody,
): Promise<ReplacementDetail> {
  const state = initialState();
  await ensureOrganization(ctx);
  return ctx.store.transaction(async (tx) => {
    await holdOrganization(tx, ctx.organization.id);
    const { audit, keys } = await readKeys(tx, ctx, input.key_ids);
    const plan: Plan = storable({ ...input.plan, keys: keys.map(({ key }) => key) });
    const facts = await readPlanFacts(tx, audit, plan.keys);
    const problems = problemsOf(plan, state, facts);
    await refuseProblems(problems, [], () => overtakenBy(tx, ctx, plan, state));
    const ids = plan.keys.map(({ id }) => keyId(id));
    const at = ctx.now();
    const row: StoredReplacement = {
      ...columnsOf(plan, state),
      ...(await assignmentOf(tx, ctx, audit.id, ids)),
      id: randomUUID(),
      organizationId: ctx.organization.id,
      revision: 1,
      createdAt: at,
      createdBy: ctx.actor.label,
      updatedAt: at,
      updatedBy: ctx.actor.label,
      lastChange: 'the entire plan',
    };
    await tx.insert(schema.replacements).values(row);
    await putKeys(tx, ctx, row.id, ids);
    await recordActivity(tx, {
      organizationId: ctx.organization.id,
      actor: ctx.actor.label,
      action: 'replacement-created',
      details: { replacement_id: row.id, title: plan.title, keys: plan.keys.length },
      at,
    });
    return toWireDetail({ row, plan, state }, problems, at);
  });
}

/** What someone set on the workloads of these keys. Different assignments of several workloads count as none. */
async function assignmentOf(
  tx: Transaction,
  ctx: Context,
  auditId: AuditId,
  ids: readonly KeyId[],
): Promise<Assignment> {
  const { auditWorkloads, workloadAssignments } = schema;
  const [only, ...others] = await tx
    .selectDistinct({ assignee: workloadAssignments.assignee, due: workloadAssignments.due })
    .from(workloadAssignments)
    .innerJoin(auditWorkloads, eq(auditWorkloads.workloadId, workloadAssignments.workloadId))
    .where(
      and(
        eq(workloadAssignments.organizationId, ctx.organization.id),
        eq(auditWorkloads.auditId, auditId),
        sql`${auditWorkloads.keyIds} && ${textArray(ids)}`,
      ),
    );
  return only === undefined || others.length > 0 ? { assignee: null, due: null } : only;
}
