import type { AuditId, KeyId, RuleId, SubjectType } from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';
import type { Evaluation, KeyAssessment, Snapshot, Subject } from '@/lib/domain/policy';
import type { Transaction } from '@/lib/platform/database';
import { sql } from '@/lib/platform/database/sql';
import { storedNotAssessed } from './stored-not-assessed';
import type { AuditRow } from '../read/to-wire';
import { writeFindings } from './write-findings';

/** Rows per statement, few enough not to block other queries for long. */
const ROWS_A_STATEMENT = 1000;

export type KeyVerdict = Pick<KeyAssessment, 'verdict' | 'severity'>;

/**
 * Writes the evaluation of an audit: a verdict on every seen key, and the findings. Observations are not
 * touched, nor are rows whose evaluation stays the same.
 * *Shape*: the verdicts, by key.
 */
export async function writeKeyFindings(
  tx: Transaction,
  audit: AuditRow,
  snapshot: Snapshot,
  evaluation: Evaluation,
): Promise<Map<KeyId, KeyVerdict>> {
  await writeFindings(tx, audit, snapshot, evaluation.findings);
  const open = evaluation.findings.filter((finding) => finding.state === 'open');
  await writeMemberFindings(
    tx,
    audit.id,
    bySubject('member', open, (finding) => finding.rule),
  );
  const findings = bySubject('key', open, (finding) => finding.rule);
  const notAssessed = bySubject('key', evaluation.notAssessed, storedNotAssessed);
  const verdicts = new Map<KeyId, KeyVerdict>();
  const rowOf = (key: Key): object[] => {
    const assessed = evaluation.keys.get(key.id);
    if (assessed === undefined) return [];
    verdicts.set(key.id, assessed);
    return [
      {
        key_id: key.id,
        verdict: assessed.verdict,
        used_by: assessed.usedBy,
        used_by_signals: assessed.signals,
        severity: assessed.severity,
        overruled: assessed.overruled,
        exception_until: assessed.exceptionUntil,
        findings: [...new Set(findings.get(key.id) ?? [])],
        not_assessed: notAssessed.get(key.id) ?? [],
        recommendation: assessed.recommendation,
        workload: assessed.workload,
        priority: assessed.priority,
      },
    ];
  };
  // In parts, so that not all rows are in memory at once.
  for (let start = 0; start < snapshot.keys.length; start += ROWS_A_STATEMENT) {
    const rows = snapshot.keys.slice(start, start + ROWS_A_STATEMENT).flatMap(rowOf);
    await writeVerdicts(tx, audit.id, rows);
  }
  return verdicts;
}

async function writeVerdicts(
  tx: Transaction,
  auditId: AuditId,
  rows: readonly object[],
): Promise<void> {
  await tx.execute(sql`
    update audit_keys k set verdict = r.verdict, used_by = r.used_by,
      used_by_signals = r.used_by_signals, severity = r.severity,
      overruled = r.overruled, exception_until = r.exception_until, findings = r.findings,
      not_assessed = r.not_assessed, recommendation = r.recommendation,
      workload = r.workload, priority = r.priority
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(key_id text, verdict text,
      used_by text, used_by_signals jsonb, severity text, overruled boolean,
      exception_until timestamptz, findings text[], not_assessed jsonb, recommendation text,
      workload text, priority int)
    where k.audit_id = ${auditId}::uuid and k.key_id = r.key_id
      and (k.verdict, k.used_by, k.used_by_signals, k.severity, k.overruled,
          k.exception_until, k.findings, k.not_assessed, k.recommendation, k.workload,
          k.priority) is distinct from
        (r.verdict, r.used_by, r.used_by_signals, r.severity, r.overruled,
          r.exception_until, r.findings, r.not_assessed, r.recommendation, r.workload, r.priority)`);
}

/** Few members have findings of their own, so one statement is enough. */
async function writeMemberFindings(
  tx: Transaction,
  auditId: AuditId,
  findings: ReadonlyMap<string, readonly RuleId[]>,
): Promise<void> {
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
