import type { Context } from '@/lib/features/context';
import type { Audit } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, desc, eq, lt, or } from '@/lib/platform/database/sql';
import { AUDIT_COLUMNS } from './audit-columns';
import { requireAudit } from './get-audit';
import { toWireAudit, type AuditRow } from './to-wire';

/** All audits of the organization, latest first. *Errors*: `bad-request` for an unknown `startingAfter`. */
export async function listAudits(
  ctx: Context,
  input: { limit: number; startingAfter: string | null },
): Promise<Audit[]> {
  const { audits } = schema;
  const place = input.startingAfter === null ? null : await placeOf(ctx, input.startingAfter);
  const rows = await ctx.store.db
    .select(AUDIT_COLUMNS)
    .from(audits)
    .where(
      and(
        eq(audits.organizationId, ctx.organization.id),
        place === null
          ? undefined
          : or(
              lt(audits.createdAt, place.createdAt),
              and(eq(audits.createdAt, place.createdAt), lt(audits.id, place.id)),
            ),
      ),
    )
    .orderBy(desc(audits.createdAt), desc(audits.id))
    .limit(input.limit);
  const now = ctx.now();
  return rows.map((row) => toWireAudit(row, now));
}

async function placeOf(ctx: Context, auditId: string): Promise<AuditRow> {
  try {
    return await requireAudit(ctx, auditId);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
    throw new AppError('bad-request', `The audit in "starting_after" doesn't exist.`, {
      cause: error,
    });
  }
}
