import { personLabel } from '@/lib/domain/core';
import type { Finding, Snapshot, Subject } from '@/lib/domain/policy';
import { bulkInsert, schema, type Transaction } from '@/lib/platform/database';
import { and, eq, inArray, sql } from '@/lib/platform/database/sql';
import { findingId } from './finding-id';
import type { AuditRow } from '../read/to-wire';

const { auditFindings } = schema;

/** Rows per statement, few enough not to block other queries for long. */
const ROWS_A_STATEMENT = 1000;

/** Makes the stored findings of an audit equal to the given ones. Unchanged rows are not touched. */
export async function writeFindings(
  tx: Transaction,
  audit: AuditRow,
  snapshot: Snapshot,
  findings: readonly Finding[],
): Promise<void> {
  const nameOf = namesOf(snapshot);
  const stored = await tx
    .select({ id: auditFindings.id })
    .from(auditFindings)
    .where(eq(auditFindings.auditId, audit.id));
  const left = new Set(stored.map((row) => row.id));
  // When an audit ends there are no rows yet, and a plain insert is cheaper.
  const conflicts = left.size === 0 ? {} : { onConflict: KEEP_WHAT_IS_THE_SAME };
  // In the order of the index, which is cheaper to extend at its end.
  const inOrder = findings
    .map((finding) => ({
      finding,
      id: findingId(audit.organizationId, finding.rule, finding.subject),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  // In parts, because all rows at once would be the audit's peak memory use.
  for (let start = 0; start < inOrder.length; start += ROWS_A_STATEMENT) {
    const rows = inOrder.slice(start, start + ROWS_A_STATEMENT).map(({ finding, id }) => ({
      auditId: audit.id,
      id,
      rule: finding.rule,
      severity: finding.severity,
      subjectType: finding.subject.type,
      subjectId: finding.subject.id,
      subjectName: nameOf(finding.subject),
      evidence: [...finding.evidence],
      state: finding.state,
      exceptionId: finding.exception?.id ?? null,
      exceptionUntil: finding.exception?.until ?? null,
    }));
    for (const row of rows) left.delete(row.id);
    await bulkInsert(tx, auditFindings, rows, conflicts);
  }
  const gone = [...left];
  for (let start = 0; start < gone.length; start += ROWS_A_STATEMENT) {
    const ids = gone.slice(start, start + ROWS_A_STATEMENT);
    await tx
      .delete(auditFindings)
      .where(and(eq(auditFindings.auditId, audit.id), inArray(auditFindings.id, ids)));
  }
}

const KEEP_WHAT_IS_THE_SAME = sql`(audit_id, id) do update set severity = excluded.severity,
    subject_name = excluded.subject_name, evidence = excluded.evidence, state = excluded.state,
    exception_id = excluded.exception_id, exception_until = excluded.exception_until
  where (audit_findings.severity, audit_findings.subject_name, audit_findings.evidence,
      audit_findings.state, audit_findings.exception_id, audit_findings.exception_until)
    is distinct from (excluded.severity, excluded.subject_name, excluded.evidence, excluded.state,
      excluded.exception_id, excluded.exception_until)`;

function namesOf(snapshot: Snapshot): (subject: Subject) => string {
  const { organization, members, keys, serviceTokens } = snapshot;
  const names = new Map([[`organization:${organization.id}`, organization.name]]);
  for (const member of members) {
    names.set(`member:${member.id}`, personLabel(member));
  }
  for (const key of keys) names.set(`key:${key.id}`, key.name);
  if (serviceTokens.read) {
    for (const token of serviceTokens.value) names.set(`service-token:${token.id}`, token.name);
  }
  return (subject) => names.get(`${subject.type}:${subject.id}`) ?? subject.id;
}
