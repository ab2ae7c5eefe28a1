import { randomUUID } from 'node:crypto';
import { recordActivity } from '@/lib/features/activity';
import type { Context } from '@/lib/features/context';
import type { CreateReplacementBody, ReplacementDetail } from '@/lib/contract';
import { keyId } from '@/lib/domain/core';
import { initialState, type Plan } from '@/lib/domain/replacement-plan';
import { ensureOrganization, holdOrganization } from '@/lib/features/organizations';
import { schema } from '@/lib/platform/database';
import { problemsOf, readPlanFacts } from './judge-plan';
import { overtakenBy } from './overtaken-by';
import { putKeys } from './put-keys';
import { readKeys } from './read-keys';
import { refuseProblems } from './refuse-problems';
import { columnsOf, storable, toWireDetail, type StoredReplacement } from './stored-replacement';

/**
 * Stores a plan for keys of the latest audit.
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
    const at = ctx.now();
    const row: StoredReplacement = {
      ...columnsOf(plan, state),
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
    await putKeys(
      tx,
      ctx,
      row.id,
      plan.keys.map(({ id }) => keyId(id)),
    );
    await recordActivity(tx, {
      organizationId: ctx.organization.id,
      actor: ctx.actor.label,
      action: 'replacement-created',
      details: { replacement_id: row.id, title: plan.title, keys: plan.keys.length },
      at,
    });
    return toWireDetail({ row, plan, state }, problems);
  });
}
