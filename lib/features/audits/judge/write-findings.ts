import {
  partsOf,
  personLabel,
  type AuditId,
  type OrganizationId,
  type Steps,
} from '@/lib/domain/core';
import type { Finding, Snapshot, Subject } from '@/lib/domain/policy';
import { bulkInsert, schema, type Database, type Transaction } from '@/lib/platform/database';
import { and, asc, eq, gt, inArray, sql } from '@/lib/platform/database/sql';
import type { AuditRow } from '../read/to-wire';
import type { Evaluated } from './evaluate-audit';
import { findingId } from './finding-id';
import { inTurns } from './in-turns';

const { auditFindings } = schema;

/** Rows per statement, few enough not to block other queries for long. */
const ROWS_A_STATEMENT = 1000;
const IDS_A_STATEMENT = 5000;

type FindingRow = typeof auditFindings.$inferInsert;

/**
 * Yields the findings of an evaluation as rows, in parts, so that not all of them are in memory at once. They are in the
 * order of their ids, because a database writes an index much faster in its order.
 */
export async function* findingRows(
  audit: AuditRow,
  { snapshot, evaluation: { findings } }: Evaluated,
): AsyncGenerator<FindingRow[]> {
  const nameOf = namesOf(snapshot);
  const rowOf = ({ id, finding }: WithId): FindingRow => ({
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
  });
  const ordered = await inTurns(inIdOrder(audit.organizationId, findings));
  for (const part of partsOf(ordered, ROWS_A_STATEMENT)) yield part.map(rowOf);
}

type WithId = { id: string; finding: Finding };

/** Sorts in small groups, because sorting 400,000 findings at once would keep others waiting. */
function* inIdOrder(organizationId: OrganizationId, findings: readonly Finding[]): Steps<WithId[]> {
  const groups = new Map<string, WithId[]>();
  for (const finding of findings) {
    const id = findingId(organizationId, finding.rule, finding.subject);
    const start = id.slice(0, 2);
    const group = groups.get(start) ?? [];
    group.push({ id, finding });
    groups.set(start, group);
    yield;
  }
  const ordered: WithId[] = [];
  for (const start of [...groups.keys()].sort()) {
    const group = groups.get(start) ?? [];
    ordered.push(...group.sort((a, b) => (a.id < b.id ? -1 : 1)));
    yield;
  }
  return ordered;
}

export async function readFindingIds(
  db: Database | Transaction,
  auditId: AuditId,
): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let after = ''; ;) {
    const page = await db
      .select({ id: auditFindings.id })
      .from(auditFindings)
      .where(and(eq(auditFindings.auditId, auditId), gt(auditFindings.id, after)))
      .orderBy(asc(auditFindings.id))
      .limit(IDS_A_STATEMENT);
    for (const { id } of page) ids.add(id);
    after = page.at(-1)?.id ?? '';
    if (page.length < IDS_A_STATEMENT) return ids;
  }
}

/** The rows that aren't stored yet as they are. */
export async function changedFindings(
  db: Database | Transaction,
  auditId: AuditId,
  rows: readonly FindingRow[],
): Promise<FindingRow[]> {
  const { rows: changed } = await db.execute<{ id: string }>(sql`
    select excluded.id from jsonb_to_recordset(${JSON.stringify(rows.map(toRecord))}::jsonb)
      as excluded(id text, severity text, subject_name text, evidence jsonb, state text,
        exception_id uuid, exception_until timestamptz)
    left join audit_findings on audit_findings.audit_id = ${auditId}::uuid
      and audit_findings.id = excluded.id
      and audit_findings.id = any(${sql.param(rows.map((row) => row.id))}::text[])
    where ${DIFFERS}`);
  const ids = new Set(changed.map(({ id }) => id));
  return rows.filter((row) => ids.has(row.id));
}

function toRecord(row: FindingRow): object {
  return {
    id: row.id,
    severity: row.severity,
    subject_name: row.subjectName,
    evidence: row.evidence,
    state: row.state,
    exception_id: row.exceptionId,
    exception_until: row.exceptionUntil,
  };
}

/** Stores findings. A row that is stored already as it is isn't touched. */
export async function writeFindings(tx: Transaction, rows: readonly FindingRow[]): Promise<void> {
  await bulkInsert(tx, auditFindings, rows, {
    onConflict: sql`(audit_id, id) do update set severity = excluded.severity,
      subject_name = excluded.subject_name, evidence = excluded.evidence, state = excluded.state,
      exception_id = excluded.exception_id, exception_until = excluded.exception_until
    where ${DIFFERS}`,
  });
}

const DIFFERS = sql`(audit_findings.severity, audit_findings.subject_name, audit_findings.evidence,
    audit_findings.state, audit_findings.exception_id, audit_findings.exception_until)
  is distinct from (excluded.severity, excluded.subject_name, excluded.evidence, excluded.state,
    excluded.exception_id, excluded.exception_until)`;

export async function deleteFindings(
  tx: Transaction,
  auditId: AuditId,
  ids: readonly string[],
): Promise<void> {
  for (const part of partsOf(ids, ROWS_A_STATEMENT)) {
    await tx
      .delete(auditFindings)
      .where(and(eq(auditFindings.auditId, auditId), inArray(auditFindings.id, part)));
  }
}

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
