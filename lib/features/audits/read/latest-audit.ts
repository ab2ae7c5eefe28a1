import type { Context } from '@/lib/features/context';
import type { Audit } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { schema, type Database, type Transaction } from '@/lib/platform/database';
import { and, desc, eq, inArray, isNull, type SQL } from '@/lib/platform/database/sql';
import { AUDIT_COLUMNS } from './audit-columns';
import { toWireAudit, type AuditRow } from './to-wire';

/** The latest complete or partial audit of the organization. *Errors*: `no-audit`. */
export async function latestAudit(ctx: Context): Promise<Audit> {
  const row = await findLatestAudit(ctx);
  if (row === null) {
    throw new AppError(
      'no-audit',
      'This organization has no audit results yet. Run an audit first.',
    );
  }
  return toWireAudit(row, ctx.now());
}

/** The latest complete or partial audit as a row, or `null` if there is none yet. */
export async function findLatestAudit(
  ctx: Context,
  db: Database | Transaction = ctx.store.db,
): Promise<AuditRow | null> {
  const [row] = await newestAudits(ctx, 1, db);
  return row ?? null;
}

/** The latest complete or partial audits of all members, latest first. */
export const newestFullAudits = (ctx: Context, most: number): Promise<AuditRow[]> =>
  newestAudits(ctx, most, ctx.store.db, isNull(schema.audits.membersAgain));

/** The latest complete or partial audits, latest first. Failed and cancelled audits never count. */
function newestAudits(
  ctx: Context,
  most: number,
  db: Database | Transaction,
  filter?: SQL,
): Promise<AuditRow[]> {
  const { audits } = schema;
  return db
    .select(AUDIT_COLUMNS)
    .from(audits)
    .where(
      and(
        eq(audits.organizationId, ctx.organization.id),
        inArray(audits.status, ['complete', 'partial']),
        filter,
      ),
    )
    .orderBy(desc(audits.finishedAt), desc(audits.createdAt))
    .limit(most);
}
