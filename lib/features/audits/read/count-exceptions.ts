import type { Context } from '@/lib/features/context';
import type { Overview } from '@/lib/contract';
import { DAY_MS } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, eq, isNull, sql } from '@/lib/platform/database/sql';

/** How long expired exceptions are still counted. *Units*: days. */
const ENDED_DAYS = 30;

/**
 * Counts the organization's accepted risks: active ones, when the first of them expires, and recently
 * expired ones. Withdrawn ones are not counted.
 */
export async function countExceptions(ctx: Context): Promise<Overview['exceptions']> {
  const { exceptions } = schema;
  const now = ctx.now().getTime();
  const at = (days: number) => sql`${new Date(now + days * DAY_MS).toISOString()}::timestamptz`;
  const until = exceptions.until;
  const [row] = await ctx.store.db
    .select({
      active: sql<number>`count(*) filter (where ${until} > ${at(0)})::int`,
      next: sql<string | null>`min(${until}) filter (where ${until} > ${at(0)})`,
      ended: sql<number>`count(*) filter (where ${until} <= ${at(0)}
        and ${until} > ${at(-ENDED_DAYS)})::int`,
    })
    .from(exceptions)
    .where(and(eq(exceptions.organizationId, ctx.organization.id), isNull(exceptions.withdrawnAt)));
  const next = row?.next ?? null;
  return {
    active: row?.active ?? 0,
    next_ends_at: next === null ? null : new Date(next).toISOString(),
    ended: row?.ended ?? 0,
  };
}
