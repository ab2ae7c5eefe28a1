import { judgeAgain } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { ensureOrganization, holdOrganization, lockJudgement } from '@/lib/features/organizations';
import type { Transaction } from '@/lib/platform/database';

/**
 * Runs a change to the settings or decisions that audits are evaluated by. The same transaction re-evaluates
 * the latest audit and queues the older ones. Concurrent changes run one after the other. `change` returns
 * whether anything changed.
 */
export async function changeJudgement<Result>(
  ctx: Context,
  change: (tx: Transaction) => Promise<{ changed: boolean; result: Result }>,
): Promise<Result> {
  await ensureOrganization(ctx);
  return ctx.store.transaction(async (tx) => {
    await lockJudgement(tx, ctx.organization.id);
    await holdOrganization(tx, ctx.organization.id);
    const { changed, result } = await change(tx);
    if (changed) await judgeAgain(tx, ctx);
    return result;
  });
}
