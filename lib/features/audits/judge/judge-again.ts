import type { Context } from '@/lib/features/context';
import type { OrganizationId } from '@/lib/domain/core';
import { schema, type Store, type Transaction } from '@/lib/platform/database';
import { and, desc, eq, inArray, lte, or } from '@/lib/platform/database/sql';
import { findLatestAudit } from '../read/latest-audit';
import { reEvaluate, WITH_RESULT } from './re-evaluate';

const { audits } = schema;

/** Marks all results as stale, in the transaction that changes settings or decisions. */
export async function markStale(tx: Transaction, ctx: Context): Promise<void> {
  await tx
    .update(audits)
    .set({ evaluationStale: true })
    .where(
      and(eq(audits.organizationId, ctx.organization.id), inArray(audits.status, WITH_RESULT)),
    );
}

/**
 * Re-evaluates the latest audit after a change of settings or decisions, and leaves older audits to the job. If this is
 * interrupted, the job takes the latest audit too.
 */
export async function judgeAgain(ctx: Context): Promise<void> {
  for (;;) {
    const newest = await findLatestAudit(ctx);
    if (newest?.evaluationStale !== true) break;
    await reEvaluate(ctx.store, newest.id, ctx.now());
  }
  const [older] = await ctx.store.db
    .select({ id: audits.id })
    .from(audits)
    .where(and(eq(audits.organizationId, ctx.organization.id), waiting(ctx.now())))
    .limit(1);
  if (older !== undefined) await ctx.store.transaction((tx) => ctx.enqueueReEvaluation(tx));
}

/**
 * Re-evaluates the stale audits of an organization, latest first. Each is written by itself, so that an interrupted job
 * continues where it stopped.
 */
export async function reEvaluateStale(
  store: Store,
  organizationId: OrganizationId,
  now: () => Date,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const today = now();
    const [next] = await store.db
      .select({ id: audits.id })
      .from(audits)
      .where(and(eq(audits.organizationId, organizationId), waiting(today)))
      .orderBy(desc(audits.finishedAt), desc(audits.createdAt))
      .limit(1);
    if (next === undefined) return;
    await reEvaluate(store, next.id, today);
  }
}

/** Organizations with audits that wait to be re-evaluated. */
export async function organizationsToReEvaluate(
  store: Store,
  now: Date,
): Promise<OrganizationId[]> {
  const rows = await store.db
    .selectDistinct({ id: audits.organizationId })
    .from(audits)
    .where(waiting(now));
  return rows.map((row) => row.id);
}

function waiting(today: Date) {
  return and(
    inArray(audits.status, WITH_RESULT),
    or(eq(audits.evaluationStale, true), lte(audits.evaluationValidUntil, today)),
  );
}
