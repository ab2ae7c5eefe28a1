import { DAY_MS, type AuditId, type OrganizationId } from '@/lib/domain/core';
import { schema, type Database } from '@/lib/platform/database';
import { and, desc, eq, inArray, lt, sql } from '@/lib/platform/database/sql';

/**
 * Finds audits that finished before the retention period. It never includes the latest complete or partial
 * audit, because Latchkey shows that one.
 */
export async function findOldAudits(
  db: Database,
  kept: { organizationId: OrganizationId; retentionDays: number },
  now: Date,
): Promise<AuditId[]> {
  const { audits } = schema;
  const { organizationId } = kept;
  const before = new Date(now.getTime() - kept.retentionDays * DAY_MS);
  const newest = db
    .select({ id: audits.id })
    .from(audits)
    .where(
      and(
        eq(audits.organizationId, organizationId),
        inArray(audits.status, ['complete', 'partial']),
      ),
    )
    .orderBy(desc(audits.finishedAt), desc(audits.createdAt))
    .limit(1);
  const rows = await db
    .select({ id: audits.id })
    .from(audits)
    .where(
      and(
        eq(audits.organizationId, organizationId),
        lt(audits.finishedAt, before),
        sql`${audits.id} not in (${newest})`,
      ),
    );
  return rows.map((row) => row.id);
}
