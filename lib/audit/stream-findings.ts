import type { Context } from '@/lib/auth/context';
import { FINDINGS_TABLE, type FindingRow, type TableQuery } from '@/lib/contract';
import { RULE_IDS, SEVERITIES, type AuditId } from '@/lib/core';
import { schema } from '@/lib/store';
import { rankOf, textOrder, type Listing } from '@/lib/store/listing';
import { inOrder, streamListing } from '@/lib/store/listing-pages';
import { and, eq, inArray } from '@/lib/store/sql';
import { requireAudit } from './get-audit';

/** All findings of an audit as filtered and sorted, in batches. *Errors*: `not-found`. */
export async function* streamFindings(
  ctx: Context,
  input: { auditId: string; query: TableQuery },
): AsyncIterable<FindingRow[]> {
  const audit = await requireAudit(ctx, input.auditId);
  const { db } = ctx.store;
  yield* streamListing(db, findingsListing(audit.id), input.query, async (ids) => {
    const rows = await db
      .select()
      .from(auditFindings)
      .where(and(eq(auditFindings.auditId, audit.id), inArray(auditFindings.id, [...ids])));
    return inOrder(ids, rows, (row) => row.id).map(toWireFinding);
  });
}

/** One finding as it goes over the wire. */
export function toWireFinding(row: typeof schema.auditFindings.$inferSelect): FindingRow {
  return {
    id: row.id,
    rule: row.rule,
    severity: row.severity,
    subject_type: row.subjectType,
    subject_id: row.subjectId,
    subject_name: row.subjectName,
    evidence: row.evidence,
    state: row.state,
    opened_at: row.openedAt.toISOString(),
    reopened_at: row.reopenedAt?.toISOString() ?? null,
    exception_id: row.exceptionId,
    exception_until: row.exceptionUntil?.toISOString() ?? null,
    audit_id: row.auditId,
  };
}

const { auditFindings } = schema;

function findingsListing(auditId: AuditId): Listing {
  return {
    schema: FINDINGS_TABLE,
    id: auditFindings.id,
    table: auditFindings,
    scope: eq(auditFindings.auditId, auditId),
    filters: {
      rule: auditFindings.rule,
      severity: auditFindings.severity,
      subject_type: auditFindings.subjectType,
      state: auditFindings.state,
    },
    idFilters: { subject_id: auditFindings.subjectId },
    search: [auditFindings.subjectName, auditFindings.subjectId],
    sorts: {
      severity: { by: rankOf(auditFindings.severity, SEVERITIES), flipped: true },
      rule: { by: rankOf(auditFindings.rule, RULE_IDS) },
      subject_name: { by: textOrder(auditFindings.subjectName) },
    },
  };
}
