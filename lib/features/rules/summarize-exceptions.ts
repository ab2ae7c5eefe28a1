import type { Context } from '@/lib/features/context';
import type { ExceptionsSummary } from '@/lib/contract';
import { DAY_MS } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, eq, isNull, sql } from '@/lib/platform/database/sql';
import { canApplySql } from './exceptions-listing';

/** How long expired exceptions are still counted. *Units*: days. */
const ENDED_DAYS = 30;

/** Counts the accepted risks that aren't withdrawn. One whose rule flags other subjects now has no effect. */
export async function summarizeExceptions(ctx: Context): Promise<ExceptionsSummary> {
  const { exceptions } = schema;
  const now = ctx.now().getTime();
  const at = (days: number) => sql`${new Date(now + days * DAY_MS).toISOString()}::timestamptz`;
  const { until } = exceptions;
  const inForce = sql`${until} > ${at(0)}`;
  const applies = canApplySql();
  const [row] = await ctx.store.db
    .select({
      active: sql<number>`count(*) filter (where ${inForce} and ${applies})::int`,
      next: sql<string | null>`min(${until}) filter (where ${inForce} and ${applies})`,
      withoutEffect: sql<number>`count(*) filter (where ${inForce} and not ${applies})::int`,
      ended: sql<number>`count(*) filter (where ${until} <= ${at(0)}
        and ${until} > ${at(-ENDED_DAYS)})::int`,
    })
    .from(exceptions)
    .where(and(eq(exceptions.organizationId, ctx.organization.id), isNull(exceptions.withdrawnAt)));
  const next = row?.next ?? null;
  return {
    active: row?.active ?? 0,
    next_ends_at: next === null ? null : new Date(next).toISOString(),
    without_effect: row?.withoutEffect ?? 0,
    ended: row?.ended ?? 0,
  };
}
