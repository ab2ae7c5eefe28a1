import type { Context } from '@/lib/auth/context';
import type { FindingRow, ResolvedFinding } from '@/lib/contract';
import { compareSeverity, type SubjectType } from '@/lib/core';
import { schema } from '@/lib/store';
import { and, desc, eq, inArray, lte } from '@/lib/store/sql';
import { findingIdsOf } from './finding-id';
import { toWireFinding } from './stream-findings';
import type { AuditRow } from './to-wire';

const { auditFindings, resolvedFindings } = schema;

/** What one audit found on one subject, the worst first. */
export async function readFindingsOf(
  ctx: Context,
  audit: AuditRow,
  subject: { type: SubjectType; id: string },
): Promise<FindingRow[]> {
  const rows = await ctx.store.db
    .select()
    .from(auditFindings)
    .where(
      and(
        eq(auditFindings.auditId, audit.id),
        inArray(auditFindings.id, findingIdsOf(audit.organizationId, subject)),
      ),
    );
  return rows
    .sort((a, b) => compareSeverity(a.severity, b.severity) || (a.rule < b.rule ? -1 : 1))
    .map(toWireFinding);
}

/** What audits up to the given one resolved on one subject, the newest first. */
export async function readResolvedFindings(
  ctx: Context,
  audit: AuditRow,
  subject: { type: SubjectType; id: string },
): Promise<ResolvedFinding[]> {
  const rows = await ctx.store.db
    .select()
    .from(resolvedFindings)
    .where(
      and(
        eq(resolvedFindings.organizationId, ctx.organization.id),
        eq(resolvedFindings.subjectType, subject.type),
        eq(resolvedFindings.subjectId, subject.id),
        lte(resolvedFindings.resolvedAt, audit.finishedAt ?? ctx.now()),
      ),
    )
    .orderBy(desc(resolvedFindings.resolvedAt), resolvedFindings.rule);
  return rows.map((row) => ({
    id: row.findingId,
    rule: row.rule,
    severity: row.severity,
    opened_at: row.openedAt.toISOString(),
    resolved_at: row.resolvedAt.toISOString(),
    audit_id: row.auditId,
  }));
}
