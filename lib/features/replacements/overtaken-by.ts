import { findLatestAudit } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { AuditId } from '@/lib/domain/core';
import type { Plan, ReplacementState } from '@/lib/domain/replacement-plan';
import { schema, type Transaction } from '@/lib/platform/database';
import { and, desc, eq, inArray, ne } from '@/lib/platform/database/sql';
import { problemsOf, readPlanFacts } from './judge-plan';
import { isRefused } from './refuse-problems';

const { audits } = schema;

/** Limited, because reading an audit may take a second and no one still has a page open from earlier ones. */
const MOST_EARLIER = 3;

/** Returns the latest audit if the plan was valid under one of the few audits before it; otherwise `null`. */
export async function overtakenBy(
  tx: Transaction,
  ctx: Context,
  plan: Plan,
  state: ReplacementState,
): Promise<AuditId | null> {
  const latest = await findLatestAudit(ctx, tx);
  if (latest === null) return null;
  const earlier = await tx
    .select()
    .from(audits)
    .where(
      and(
        eq(audits.organizationId, ctx.organization.id),
        inArray(audits.status, ['complete', 'partial']),
        ne(audits.id, latest.id),
      ),
    )
    .orderBy(desc(audits.finishedAt), desc(audits.createdAt))
    .limit(MOST_EARLIER);
  for (const audit of earlier) {
    const facts = await readPlanFacts(tx, audit, plan.keys);
    if (!problemsOf(plan, state, facts).some(isRefused)) return latest.id;
  }
  return null;
}
