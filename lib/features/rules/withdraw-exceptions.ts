import { recordActivity } from '@/lib/features/activity';
import type { Context } from '@/lib/features/context';
import type { ExceptionRow } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, eq, inArray, isNull } from '@/lib/platform/database/sql';
import { toldOf } from './add-exceptions';
import { changeJudgement } from './change-judgement';
import { toWireException } from './exceptions-listing';

const { exceptions } = schema;

/**
 * Withdraws exceptions, which reopens the findings they covered. They stay on record. Exceptions that were
 * withdrawn before don't change.
 * *Errors*: `not-found` if one doesn't exist in this organization; then none is withdrawn.
 */
export async function withdrawExceptions(
  ctx: Context,
  input: { ids: readonly string[] },
): Promise<ExceptionRow[]> {
  const ids = [...new Set(input.ids.map((id) => id.toLowerCase()))];
  const ours = and(eq(exceptions.organizationId, ctx.organization.id), inArray(exceptions.id, ids));
  const rows = await changeJudgement(ctx, async (tx) => {
    const withdrawn = await tx
      .update(exceptions)
      .set({ withdrawnAt: ctx.now(), withdrawnBy: ctx.actor.label })
      .where(and(ours, isNull(exceptions.withdrawnAt)))
      .returning();
    const all = await tx.select().from(exceptions).where(ours);
    if (all.length < ids.length) {
      throw new AppError(
        'not-found',
        "At least one of these accepted risks doesn't exist in this organization. Nothing was withdrawn.",
      );
    }
    if (withdrawn.length === 0) return { changed: false, result: all };
    await recordActivity(tx, {
      organizationId: ctx.organization.id,
      actor: ctx.actor.label,
      action: 'exceptions-withdrawn',
      details: toldOf(withdrawn),
      at: ctx.now(),
    });
    return { changed: true, result: all };
  });
  return rows.map((row) => toWireException(row, ctx.now()));
}
