import type { Context } from '@/lib/features/context';
import type { ReplacementDetail } from '@/lib/contract';
import { judgeStoredPlan } from './judge-plan';
import { loadReplacement } from './load-replacement';
import { toWireDetail } from './stored-replacement';

/** One plan with the state of its steps and its current problems. *Errors*: `not-found`. */
export async function getReplacement(
  ctx: Context,
  { id }: { id: string },
): Promise<ReplacementDetail> {
  const { db } = ctx.store;
  const replacement = await loadReplacement(db, ctx, id);
  const { plan, state } = replacement;
  return toWireDetail(replacement, await judgeStoredPlan(db, ctx, plan, state), ctx.now());
}
