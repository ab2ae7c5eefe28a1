import { recordActivity } from '@/lib/features/activity';
import { schema, type Transaction } from '@/lib/platform/database';
import { and, eq, inArray, isNotNull, sql } from '@/lib/platform/database/sql';
import type { AuditRow } from '../read/to-wire';

/**
 * Logs how many members and service accounts this audit asked to impersonate, refused ones included, those
 * carried over from a parent left out. The audit's members tell which ones.
 * *Shape*: `members` counts both; `service_accounts` says how many of them are service accounts.
 */
export async function recordImpersonations(
  tx: Transaction,
  row: AuditRow,
  at: Date,
): Promise<void> {
  const { auditMembers } = schema;
  const asked = await tx
    .select({
      members: sql<number>`count(*)::int`,
      service_accounts: SERVICE_ACCOUNTS,
      refused: REFUSED,
    })
    .from(auditMembers)
    .where(
      and(
        eq(auditMembers.auditId, row.id),
        isNotNull(auditMembers.askedAt),
        inArray(auditMembers.via, ['token', 'header']),
      ),
    );
  const [counts] = asked;
  if (counts === undefined || counts.members === 0) return;
  await recordActivity(tx, {
    organizationId: row.organizationId,
    actor: row.startedBy,
    action: 'members-impersonated',
    auditId: row.id,
    details: { strategy: row.strategy, ...counts },
    at,
  });
}

const SERVICE_ACCOUNTS = sql<number>`count(*) filter (where ${schema.auditMembers.kind} = 'service-account')::int`;

const REFUSED = sql<number>`count(*) filter (where ${schema.auditMembers.state} <> 'audited')::int`;
