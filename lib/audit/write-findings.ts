import type { AuditId, OrganizationId } from '@/lib/core';
import type { Finding, Snapshot, Subject } from '@/lib/policy';
import { bulkInsert, schema, type Transaction } from '@/lib/store';
import { and, eq, inArray, sql, type SQL } from '@/lib/store/sql';
import { findingId } from './finding-id';
import type { AuditRow } from './to-wire';

const { auditFindings } = schema;

/** Rows that go into one statement: small enough that writing them does not hold up anything else. */
const ROWS_A_STATEMENT = 1000;

/** Makes the stored findings of an audit those given. What is there as it should be is not touched. */
export async function writeFindings(
  tx: Transaction,
  audit: AuditRow,
  snapshot: Snapshot,
  findings: readonly Finding[],
  /** When the audit finished: what was not found before was opened then. */
  openedAt: Date,
): Promise<void> {
  const nameOf = namesOf(snapshot);
  const stored = await tx
    .select({ id: auditFindings.id })
    .from(auditFindings)
    .where(eq(auditFindings.auditId, audit.id));
  const left = new Set(stored.map((row) => row.id));
  // At the end of an audit nothing is there yet, and a plain insert is less work.
  const conflicts = left.size === 0 ? {} : { onConflict: KEEP_WHAT_IS_THE_SAME };
  const { previousId } = audit;
  // Part by part, for all of them as rows at once would be the most memory that an audit needs.
  for (let start = 0; start < findings.length; start += ROWS_A_STATEMENT) {
    const rows = findings.slice(start, start + ROWS_A_STATEMENT).map((finding) => ({
      auditId: audit.id,
      id: findingId(audit.organizationId, finding.rule, finding.subject),
      rule: finding.rule,
      severity: finding.severity,
      subjectType: finding.subject.type,
      subjectId: finding.subject.id,
      subjectName: nameOf(finding.subject),
      evidence: [...finding.evidence],
      state: finding.state,
      openedAt,
      exceptionId: finding.exception?.id ?? null,
      exceptionUntil: finding.exception?.until ?? null,
    }));
    for (const row of rows) left.delete(row.id);
    if (previousId === null) await bulkInsert(tx, auditFindings, rows, conflicts);
    else await insertWithLife(tx, { ...audit, previousId }, rows, conflicts);
  }
  const gone = [...left];
  for (let start = 0; start < gone.length; start += ROWS_A_STATEMENT) {
    const ids = gone.slice(start, start + ROWS_A_STATEMENT);
    await tx
      .delete(auditFindings)
      .where(and(eq(auditFindings.auditId, audit.id), inArray(auditFindings.id, ids)));
  }
}

type Row = Omit<typeof auditFindings.$inferInsert, 'reopenedAt'>;

/**
 * As `bulkInsert`, with the times that a finding has already: of the audit before; of when its
 * subject could last be looked at; or of before it was resolved, so that it is open again now.
 * Each is looked up by its key, whatever the planner believes of rows that were written just now.
 */
async function insertWithLife(
  tx: Transaction,
  { organizationId, previousId }: { organizationId: OrganizationId; previousId: AuditId },
  rows: readonly Row[],
  { onConflict }: { onConflict?: SQL },
): Promise<void> {
  await tx.execute(sql`
    insert into audit_findings (audit_id, id, rule, severity, subject_type, subject_id,
      subject_name, evidence, state, exception_id, exception_until, opened_at, reopened_at)
    select r."auditId", r.id, r.rule, r.severity, r."subjectType", r."subjectId",
      r."subjectName", r.evidence, r.state, r."exceptionId", r."exceptionUntil",
      coalesce(p.opened_at, u.opened_at, v.opened_at, r."openedAt"),
      case when p.id is not null then p.reopened_at
        when u.finding_id is not null then u.reopened_at
        when v.opened_at is not null then r."openedAt" end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("auditId" uuid, id text, rule text,
      severity text, "subjectType" text, "subjectId" text, "subjectName" text, evidence jsonb,
      state text, "exceptionId" uuid, "exceptionUntil" timestamptz, "openedAt" timestamptz)
    left join lateral (
      select x.id, x.opened_at, x.reopened_at from audit_findings x
      where x.audit_id = ${previousId}::uuid and x.id = r.id limit 1) p on true
    left join lateral (
      select x.finding_id, x.opened_at, x.reopened_at from unassessed_findings x
      where x.organization_id = ${organizationId} and x.finding_id = r.id limit 1) u on true
    left join lateral (
      select x.opened_at from resolved_findings x
      where x.organization_id = ${organizationId} and x.finding_id = r.id
        and x.resolved_at < r."openedAt"
      order by x.resolved_at desc limit 1) v on true
    ${onConflict === undefined ? sql`` : sql`on conflict ${onConflict}`}`);
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
    const name = [member.givenName, member.familyName].filter(Boolean).join(' ');
    names.set(`member:${member.id}`, member.email ?? (name === '' ? member.id : name));
  }
  for (const key of keys) names.set(`key:${key.id}`, key.name);
  if (serviceTokens.read) {
    for (const token of serviceTokens.value) names.set(`service-token:${token.id}`, token.name);
  }
  return (subject) => names.get(`${subject.type}:${subject.id}`) ?? subject.id;
}
