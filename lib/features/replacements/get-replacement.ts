import type { Context } from '@/lib/features/context';
import type { ReplacementDetail } from '@/lib/contract';
import { judgeStoredPlan } from './judge-plan';
import { loadReplacement } from './load-replacement';
import { toWireDetail } from './stored-replacement';
import { withRevoked } from './with-revoked';

/** One plan with the state of its steps and its current problems. *Errors*: `not-found`. */
export async function getReplacement(
  ctx: Context,
  { id }: { id: string },
): Promise<ReplacementDetail> {
  const { db } = ctx.store;
  const replacement = await loadReplacement(db, ctx, id);
  const { plan, state } = replacement;
  const problems = await judgeStoredPlan(db, ctx, plan, state);
  return toWireDetail(await withRevoked(ctx, replacement), problems, ctx.now());
}
