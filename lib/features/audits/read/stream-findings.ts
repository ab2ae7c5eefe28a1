import type { Context } from '@/lib/features/context';
import { FINDINGS_TABLE, type FindingRow, type TableQuery } from '@/lib/contract';
import { RULE_IDS, SEVERITIES, type AuditId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { rankOf, textOrder, type Listing } from '@/lib/platform/database/listing';
import { inOrder, streamListing } from '@/lib/platform/database/listing-pages';
import { and, eq, inArray } from '@/lib/platform/database/sql';
import { requireAudit } from './get-audit';
import { wireFindings } from './wire-findings';

/** Streams the findings of an audit, filtered and sorted, in batches. *Errors*: `not-found`. */
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
    return wireFindings(
      db,
      audit,
      inOrder(ids, rows, (row) => row.id),
    );
  });
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
