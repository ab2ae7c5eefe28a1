import { recordActivity } from '@/lib/features/activity';
import { schema, type Transaction } from '@/lib/platform/database';
import { and, eq, inArray, isNotNull, sql } from '@/lib/platform/database/sql';
import type { AuditRow } from '../read/to-wire';

/**
 * Logs how many members this audit asked to impersonate, refused ones included, members carried over from a
 * parent left out. The audit's members tell which ones.
 */
export async function recordImpersonations(
  tx: Transaction,
  row: AuditRow,
  at: Date,
): Promise<void> {
  const { auditMembers } = schema;
  const asked = await tx
    .select({ members: sql<number>`count(*)::int`, refused: REFUSED })
    .from(auditMembers)
    .where(
      and(
        eq(auditMembers.auditId, row.id),
        isNotNull(auditMembers.askedAt),
        inArray(auditMembers.via, ['token', 'header']),
      ),
    );
  const { members, refused } = asked[0] ?? { members: 0, refused: 0 };
  if (members === 0) return;
  await recordActivity(tx, {
    organizationId: row.organizationId,
    actor: row.startedBy,
    action: 'members-impersonated',
    auditId: row.id,
    details: { strategy: row.strategy, members, refused },
    at,
  });
}

const REFUSED = sql<number>`count(*) filter (where ${schema.auditMembers.state} <> 'audited')::int`;
