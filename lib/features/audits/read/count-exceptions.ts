import type { Context } from '@/lib/features/context';
import type { Overview } from '@/lib/contract';
import { DAY_MS, EXCEPTION_ENDING_DAYS } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, eq, isNull, sql } from '@/lib/platform/database/sql';

/** Exceptions that ended are told of for so long. *Units*: days. */
const ENDED_DAYS = 30;

/**
 * Accepted risks of the organization: those in force, those of them that end soon, and those that
 * ended not long ago. Withdrawn ones are in none.
 */
export async function countExceptions(ctx: Context): Promise<Overview['exceptions']> {
  const { exceptions } = schema;
  const now = ctx.now().getTime();
  const at = (days: number) => sql`${new Date(now + days * DAY_MS).toISOString()}::timestamptz`;
  const until = exceptions.until;
  const [row] = await ctx.store.db
    .select({
      active: sql<number>`count(*) filter (where ${until} > ${at(0)})::int`,
      ending: sql<number>`count(*) filter (where ${until} > ${at(0)}
        and ${until} <= ${at(EXCEPTION_ENDING_DAYS)})::int`,
      ended: sql<number>`count(*) filter (where ${until} <= ${at(0)}
        and ${until} > ${at(-ENDED_DAYS)})::int`,
    })
    .from(exceptions)
    .where(and(eq(exceptions.organizationId, ctx.organization.id), isNull(exceptions.withdrawnAt)));
  return row ?? { active: 0, ending: 0, ended: 0 };
}
