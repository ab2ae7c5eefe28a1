import { findLatestAudit, startAudit } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { Audit } from '@/lib/contract';
import { AppError, memberId, type AuditId, type MemberId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, asc, eq, inArray, ne } from '@/lib/platform/database/sql';
import { loadReplacement } from './load-replacement';

/**
 * Starts a follow-up audit for one plan. It reads tokens, groups, access rules, and the lists of the keys'
 * holders; the rest is carried over. When it finishes, every plan is checked.
 * *Errors*: `not-found`, `no-audit`, `audit-running`, and others of `startAudit`.
 */
export async function checkReplacementNow(ctx: Context, { id }: { id: string }): Promise<Audit> {
  const { db } = ctx.store;
  const { plan } = await loadReplacement(db, ctx, id);
  const audit = await findLatestAudit(ctx);
  if (audit === null) {
    throw new AppError(
      'no-audit',
      'Couldn’t check the plan because there’s no finished audit. Run an audit first.',
    );
  }
  const holders = plan.keys.map(({ holder_id }) => memberId(holder_id));
  const found = await present(ctx, audit.id, holders);
  // A follow-up audit needs at least one member to read, even if all holders have left.
  const own = ctx.actor.userId === null ? [] : [ctx.actor.userId];
  const asked = found.length > 0 ? found : await present(ctx, audit.id, own);
  const anybody = asked.length > 0 ? asked : (await present(ctx, audit.id, null)).slice(0, 1);
  return startAudit(ctx, { parentId: audit.id, memberIds: anybody });
}

/** Which of these members (`null`: of all) are still in that audit's member list. */
async function present(
  ctx: Context,
  auditId: AuditId,
  wanted: readonly MemberId[] | null,
): Promise<MemberId[]> {
  const { auditMembers } = schema;
  const rows = await ctx.store.db
    .select({ id: auditMembers.memberId })
    .from(auditMembers)
    .where(
      and(
        eq(auditMembers.auditId, auditId),
        ne(auditMembers.roster, 'left'),
        ...(wanted === null ? [] : [inArray(auditMembers.memberId, [...new Set(wanted)])]),
      ),
    )
    .orderBy(asc(auditMembers.position));
  return rows.map(({ id }) => id);
}
