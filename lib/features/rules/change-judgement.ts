import { judgeAgain, markStale } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { ensureOrganization, holdOrganization, lockJudgement } from '@/lib/features/organizations';
import type { Transaction } from '@/lib/platform/database';

/**
 * Runs a change to the settings or decisions that audits are evaluated by. Concurrent changes run one after the other.
 * Once it is stored, the latest audit is re-evaluated, and older ones are queued. `change` returns whether anything
 * changed.
 */
export async function changeJudgement<Result>(
  ctx: Context,
  change: (tx: Transaction) => Promise<{ changed: boolean; result: Result }>,
): Promise<Result> {
  await ensureOrganization(ctx);
  const { changed, result } = await ctx.store.transaction(async (tx) => {
    await lockJudgement(tx, ctx.organization.id);
    await holdOrganization(tx, ctx.organization.id);
    const outcome = await change(tx);
    if (outcome.changed) await markStale(tx, ctx);
    return outcome;
  });
  if (changed) await judgeAgain(ctx);
  return result;
}
