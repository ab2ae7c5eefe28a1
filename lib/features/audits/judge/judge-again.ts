import type { Context } from '@/lib/features/context';
import type { OrganizationId } from '@/lib/domain/core';
import { schema, type Store, type Transaction } from '@/lib/platform/database';
import { and, desc, eq, inArray, lte, or } from '@/lib/platform/database/sql';
import { lockJudgement } from '@/lib/features/organizations';
import { findLatestAudit } from '../read/latest-audit';
import { reEvaluate, WITH_RESULT } from './re-evaluate';

const { audits } = schema;

/**
 * Re-evaluates the latest audit at once after a change of settings or decisions, and leaves older audits to
 * the job. The caller holds `lockJudgement`.
 */
export async function judgeAgain(tx: Transaction, ctx: Context): Promise<void> {
  const stale = await tx
    .update(audits)
    .set({ evaluationStale: true })
    .where(and(eq(audits.organizationId, ctx.organization.id), inArray(audits.status, WITH_RESULT)))
    .returning({ id: audits.id });
  const newest = await findLatestAudit(ctx, tx);
  if (newest !== null) await reEvaluate(tx, newest, ctx.now());
  if (stale.length > 1) await ctx.enqueueReEvaluation(tx);
}

/**
 * Re-evaluates the stale audits of an organization, latest first. Each has its own transaction, so that an
 * interrupted job continues where it stopped.
 */
export async function reEvaluateStale(
  store: Store,
  organizationId: OrganizationId,
  now: () => Date,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const judged = await store.transaction(async (tx) => {
      await lockJudgement(tx, organizationId);
      const today = now();
      const [row] = await tx
        .select()
        .from(audits)
        .where(and(eq(audits.organizationId, organizationId), waiting(today)))
        .orderBy(desc(audits.finishedAt), desc(audits.createdAt))
        .limit(1);
      if (row === undefined) return false;
      await reEvaluate(tx, row, today);
      return true;
    });
    if (!judged) return;
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
