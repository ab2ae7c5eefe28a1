import { judgeAgain } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { ensureOrganization, holdOrganization, lockJudgement } from '@/lib/features/organizations';
import type { Transaction } from '@/lib/platform/database';

/**
 * Changes what audits are judged by, in one transaction with what follows from it: the newest audit
 * judged again, older ones waiting for the job that does it. Owners who change at once take turns.
 * `change` says whether it changed anything.
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
