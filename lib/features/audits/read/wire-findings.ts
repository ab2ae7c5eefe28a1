import type { FindingRow } from '@/lib/contract';
import type { Database, Transaction, schema } from '@/lib/platform/database';
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
  return rows.map((row) => toWire(row, histories.get(row.id), finishedAt));
}

function toWire(
  row: StoredFinding,
  history: FindingHistory | undefined,
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
    audit_id: row.auditId,
  };
}
