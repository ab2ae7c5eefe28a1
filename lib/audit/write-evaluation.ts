import { SEVERITIES, VERDICTS, type AuditId, type KeyId, type RuleId } from '@/lib/core';
import type { Key } from '@/lib/organization';
import type { Evaluation, KeyAssessment, SnapshotMember, Subject } from '@/lib/policy';
import { bulkInsert, schema, type Transaction } from '@/lib/store';
import { eq, sql } from '@/lib/store/sql';

/** Rows that go into one statement: small enough that writing them does not hold up anything else. */
const ROWS_A_STATEMENT = 1000;

export type KeyVerdict = Pick<KeyAssessment, 'verdict' | 'severity'>;

/**
 * Writes the judgement of an audit: a verdict on every seen key, and the findings.
 * *Shape*: the verdicts, by key.
 */
export async function writeEvaluation(
  tx: Transaction,
  auditId: AuditId,
  evaluation: Evaluation,
  of: {
    keys: readonly Key[];
    members: readonly SnapshotMember[];
    /** When the audit finished. */
    at: Date;
    findingId: (rule: RuleId, subject: Subject) => string;
    nameOf: (subject: Subject) => string;
  },
): Promise<Map<KeyId, KeyVerdict>> {
  // An audit that failed and was gone on with was judged before.
  await tx.delete(schema.auditFindings).where(eq(schema.auditFindings.auditId, auditId));
  // Part by part, for all of them as rows at once would be the most memory that an audit needs.
  for (let start = 0; start < evaluation.findings.length; start += ROWS_A_STATEMENT) {
    const rows = evaluation.findings.slice(start, start + ROWS_A_STATEMENT).map((finding) => ({
      auditId,
      id: of.findingId(finding.rule, finding.subject),
      rule: finding.rule,
      severity: finding.severity,
      subjectType: finding.subject.type,
      subjectId: finding.subject.id,
      subjectName: of.nameOf(finding.subject),
      evidence: [...finding.evidence],
      state: 'open' as const,
      openedAt: of.at,
    }));
    await bulkInsert(tx, schema.auditFindings, rows);
  }
  const owners = new Set(of.members.filter((member) => member.owner).map((member) => member.id));
  const findings = byKey(evaluation.findings, (finding) => finding.rule);
  const notAssessed = byKey(evaluation.notAssessed, ({ rule, reason }) => ({ rule, reason }));
  const verdicts = new Map<KeyId, KeyVerdict>();
  const rows = of.keys.flatMap((key) => {
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
        verdict_rank: VERDICTS.indexOf(assessed.verdict),
        severity_rank: assessed.severity === null ? 9 : SEVERITIES.indexOf(assessed.severity),
        access: owners.has(key.holderId) ? 'owner' : 'unknown',
        findings: [...new Set(findings.get(key.id) ?? [])],
        not_assessed: notAssessed.get(key.id) ?? [],
        recommendation: assessed.recommendation,
      },
    ];
  });
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    await writeVerdicts(tx, auditId, rows.slice(start, start + ROWS_A_STATEMENT));
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
      used_by_signals = r.used_by_signals, severity = r.severity, verdict_rank = r.verdict_rank,
      severity_rank = r.severity_rank, access = r.access, findings = r.findings,
      not_assessed = r.not_assessed, recommendation = r.recommendation
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(key_id text, verdict text,
      used_by text, used_by_signals jsonb, severity text, verdict_rank smallint,
      severity_rank smallint, access text, findings text[], not_assessed jsonb,
      recommendation text)
    where k.audit_id = ${auditId}::uuid and k.key_id = r.key_id`);
}

function byKey<Item extends { subject: Subject }, T>(
  items: readonly Item[],
  pick: (item: Item) => T,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    if (item.subject.type !== 'key') continue;
    const group = groups.get(item.subject.id);
    if (group === undefined) groups.set(item.subject.id, [pick(item)]);
    else group.push(pick(item));
  }
  return groups;
}
