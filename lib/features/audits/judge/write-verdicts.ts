import { partsOf, type AuditId, type KeyId, type SubjectType } from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';
import type { Evaluation, Subject } from '@/lib/domain/policy';
import type { Database, Transaction } from '@/lib/platform/database';
import { sql } from '@/lib/platform/database/sql';
import type { Evaluated } from './evaluate-audit';
import { storedNotAssessed } from './stored-not-assessed';

/** Rows per statement, few enough not to block other queries for long: each row has an entry in 15 indexes. */
const ROWS_A_STATEMENT = 250;

/** The evaluation of one key, named like its columns. */
export type VerdictRow = { key_id: KeyId };

/**
 * Yields the evaluation of every seen key, in parts, so that not all of it is in memory at once. The riskiest comes
 * first, as in most indexes of keys, because a database writes an index much faster in its order. `firstSeen`: when an
 * earlier audit first saw a key.
 */
export function* verdictRows(
  { snapshot, evaluation }: Evaluated,
  firstSeen: ReadonlyMap<KeyId, Date> = new Map(),
): Generator<VerdictRow[]> {
  const findings = bySubject('key', openFindings(evaluation), (finding) => finding.rule);
  const notAssessed = bySubject('key', evaluation.notAssessed, storedNotAssessed);
  const rowOf = (id: KeyId): VerdictRow[] => {
    const assessed = evaluation.keys.get(id);
    if (assessed === undefined) return [];
    const row = {
      key_id: id,
      verdict: assessed.verdict,
      used_by: assessed.usedBy,
      used_by_signals: assessed.signals,
      severity: assessed.severity,
      overruled: assessed.overruled,
      exception_until: assessed.exceptionUntil,
      findings: [...new Set(findings.get(id) ?? [])],
      not_assessed: notAssessed.get(id) ?? [],
      recommendation: assessed.recommendation,
      workload: assessed.workload,
      priority: assessed.priority,
      first_seen_at: firstSeen.get(id) ?? null,
    };
    return [row];
  };
  const byRisk: Key[] = [];
  for (const key of snapshot.keys) byRisk[(evaluation.keys.get(key.id)?.priority ?? 0) - 1] = key;
  for (const part of partsOf(byRisk, ROWS_A_STATEMENT)) {
    yield part.flatMap(({ id }) => rowOf(id));
  }
}

/** The rows whose evaluation isn't stored yet as it is. */
export async function changedVerdicts(
  db: Database | Transaction,
  auditId: AuditId,
  rows: readonly VerdictRow[],
): Promise<VerdictRow[]> {
  const { rows: changed } = await db.execute<{ key_id: string }>(sql`
    select k.key_id from audit_keys k join ${recordset(rows)} on k.key_id = r.key_id
    where k.audit_id = ${auditId}::uuid and ${isOneOf(rows)} and ${DIFFERS}`);
  const ids = new Set<string>(changed.map(({ key_id }) => key_id));
  return rows.filter((row) => ids.has(row.key_id));
}

/** Writes the evaluation of keys. Rows whose evaluation stays the same are not touched. */
export async function writeVerdicts(
  tx: Transaction,
  auditId: AuditId,
  rows: readonly VerdictRow[],
): Promise<void> {
  for (const part of partsOf(rows, ROWS_A_STATEMENT)) {
    await tx.execute(sql`
      update audit_keys k set verdict = r.verdict, used_by = r.used_by,
        used_by_signals = r.used_by_signals, severity = r.severity,
        overruled = r.overruled, exception_until = r.exception_until, findings = r.findings,
        not_assessed = r.not_assessed, recommendation = r.recommendation,
        workload = r.workload, priority = r.priority,
        first_seen_at = least(k.first_seen_at, r.first_seen_at)
      from ${recordset(part)}
      where k.audit_id = ${auditId}::uuid and k.key_id = r.key_id and ${isOneOf(part)}
        and ${DIFFERS}`);
  }
}

const recordset = (rows: readonly VerdictRow[]) => sql`
  jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(key_id text, verdict text,
    used_by text, used_by_signals jsonb, severity text, overruled boolean,
    exception_until timestamptz, findings text[], not_assessed jsonb, recommendation text,
    workload text, priority int, first_seen_at timestamptz)`;

/** The ids once more, so that the planner looks up these keys instead of reading all keys of the audit. */
const isOneOf = (rows: readonly VerdictRow[]) =>
  sql`k.key_id = any(${sql.param(rows.map((row) => row.key_id))}::text[])`;

const DIFFERS = sql`((k.verdict, k.used_by, k.used_by_signals, k.severity, k.overruled,
    k.exception_until, k.findings, k.not_assessed, k.recommendation, k.workload, k.priority)
  is distinct from (r.verdict, r.used_by, r.used_by_signals, r.severity, r.overruled,
    r.exception_until, r.findings, r.not_assessed, r.recommendation, r.workload, r.priority)
  or r.first_seen_at < k.first_seen_at)`;

/** Writes which rules found something on a member. They are few, so one statement is enough. */
export async function writeMemberFindings(
  tx: Transaction,
  auditId: AuditId,
  evaluation: Evaluation,
): Promise<void> {
  const findings = bySubject('member', openFindings(evaluation), (finding) => finding.rule);
  const rows = [...findings].map(([member, rules]) => ({ member, rules: [...new Set(rules)] }));
  await tx.execute(sql`
    update audit_members m set findings = r.rules
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(member text, rules text[])
    where m.audit_id = ${auditId}::uuid and m.member_id = r.member
      and m.findings is distinct from r.rules`);
  await tx.execute(sql`
    update audit_members m set findings = '{}'
    where m.audit_id = ${auditId}::uuid and m.findings <> '{}' and m.member_id not in (
      select jsonb_array_elements_text(${JSON.stringify([...findings.keys()])}::jsonb))`);
}

const openFindings = ({ findings }: Evaluation): Evaluation['findings'] =>
  findings.filter((finding) => finding.state === 'open');

function bySubject<Item extends { subject: Subject }, T>(
  type: SubjectType,
  items: readonly Item[],
  pick: (item: Item) => T,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    if (item.subject.type !== type) continue;
    const group = groups.get(item.subject.id);
    if (group === undefined) groups.set(item.subject.id, [pick(item)]);
    else group.push(pick(item));
  }
  return groups;
}
