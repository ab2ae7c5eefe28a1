import type { FindingRow } from '@/lib/contract';
import { schema, type Database, type Transaction } from '@/lib/platform/database';
import { inArray } from '@/lib/platform/database/sql';
import { readFindingHistory, reopenedBy, type FindingHistory } from '../judge/finding-history';
import type { AuditRow } from './to-wire';

type StoredFinding = typeof schema.auditFindings.$inferSelect;

/** Findings of one audit in the API's form, in the given order. */
export async function wireFindings(
  db: Database | Transaction,
  audit: AuditRow,
  rows: readonly StoredFinding[],
): Promise<FindingRow[]> {
  const finishedAt = audit.finishedAt ?? audit.createdAt;
  const ids = rows.map(({ id }) => id);
  const histories = await readFindingHistory(db, audit.organizationId, ids);
  const exceptions = await readExceptions(db, rows);
  return rows.map((row) => {
    const exception = row.exceptionId === null ? undefined : exceptions.get(row.exceptionId);
    return toWire(row, histories.get(row.id), exception, finishedAt);
  });
}

type StoredException = typeof schema.exceptions.$inferSelect;

/** The exceptions that these findings name, by id. */
async function readExceptions(
  db: Database | Transaction,
  rows: readonly StoredFinding[],
): Promise<Map<string, StoredException>> {
  const ids = [...new Set(rows.flatMap(({ exceptionId }) => exceptionId ?? []))];
  if (ids.length === 0) return new Map();
  const found = await db.select().from(schema.exceptions).where(inArray(schema.exceptions.id, ids));
  return new Map(found.map((exception) => [exception.id, exception]));
}

function toWire(
  row: StoredFinding,
  history: FindingHistory | undefined,
  exception: StoredException | undefined,
  finishedAt: Date,
): FindingRow {
  const reopenedAt = history === undefined ? null : reopenedBy(history, finishedAt);
  return {
    id: row.id,
    rule: row.rule,
    severity: row.severity,
    subject_type: row.subjectType,
    subject_id: row.subjectId,
    subject_name: row.subjectName,
    evidence: row.evidence,
    state: row.state,
    opened_at: (history?.openedAt ?? finishedAt).toISOString(),
    reopened_at: reopenedAt?.toISOString() ?? null,
    exception_id: row.exceptionId,
    exception_until: row.exceptionUntil?.toISOString() ?? null,
    exception_reason: exception?.reason ?? null,
    exception_author: exception?.author ?? null,
    exception_scope: exception?.scope ?? null,
    audit_id: row.auditId,
  };
}
