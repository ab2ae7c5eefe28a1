import type { Context } from '@/lib/features/context';
import type { Audit } from '@/lib/contract';
import { AppError, auditId as asAuditId, isUuid } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, eq } from '@/lib/platform/database/sql';
import { AUDIT_COLUMNS } from './audit-columns';
import { toWireAuditNow, type AuditRow } from './to-wire';

/** One audit of the caller's organization. *Errors*: `not-found`. */
export async function getAudit(ctx: Context, input: { auditId: string }): Promise<Audit> {
  const row = await requireAudit(ctx, input.auditId);
  return toWireAuditNow(row, ctx.now(), ctx.store.trouble());
}

/**
 * The row of an audit of the caller's organization. Every verb on an audit starts with this check.
 * *Errors*: `not-found`, whether the audit doesn't exist or belongs to another organization.
 */
export async function requireAudit(ctx: Context, auditId: string): Promise<AuditRow> {
  const { audits } = schema;
  const [row] = isUuid(auditId)
    ? await ctx.store.db
        .select(AUDIT_COLUMNS)
        .from(audits)
        .where(
          and(eq(audits.id, asAuditId(auditId)), eq(audits.organizationId, ctx.organization.id)),
        )
    : [];
  if (row === undefined) throw noSuchAudit();
  return row;
}

/** The `not-found` error, worded the same for a missing audit and one of another organization. */
export const noSuchAudit = (): AppError =>
  new AppError('not-found', 'This organization has no such audit.');

/**
 * A version that changes when the audit's rows may have changed: it was evaluated again, ran again, or was
 * deleted (then empty). Other updates, such as finished plan checks, don't change it.
 */
export async function readAuditVersion(ctx: Context, auditId: string): Promise<string> {
  const { audits } = schema;
  if (!isUuid(auditId)) return '';
  const [row] = await ctx.store.db
    .select({
      status: audits.status,
      finishedAt: audits.finishedAt,
      evaluatedAt: audits.evaluatedAt,
      settingsVersion: audits.settingsVersion,
    })
    .from(audits)
    .where(eq(audits.id, asAuditId(auditId)));
  return row === undefined ? '' : JSON.stringify(row);
}
