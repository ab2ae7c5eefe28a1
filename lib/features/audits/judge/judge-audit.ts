import { SEVERITIES, VERDICTS } from '@/lib/domain/core';
import { evaluate, type Evaluation, type Snapshot } from '@/lib/domain/policy';
import { schema, type Transaction } from '@/lib/platform/database';
import { inTurns } from './in-turns';
import { loadDecisions, loadSettings } from './load-settings';
import type { AuditRow } from '../read/to-wire';
import { writeKeyFindings, type KeyVerdict } from './write-key-findings';
import { writeServiceTokens } from './write-service-tokens';
import { writeWorkloads } from './write-workloads';

/** The columns of an audit that describe its evaluation. */
export type Judged = Required<
  Pick<
    typeof schema.audits.$inferInsert,
    | 'settingsVersion'
    | 'verdictCounts'
    | 'severityCounts'
    | 'notAssessed'
    | 'evaluatedAt'
    | 'evaluationValidUntil'
    | 'evaluationStale'
  >
>;

/**
 * Evaluates what an audit saw by the organization's current settings and decisions. Writes verdicts, findings,
 * workloads, and the results on service tokens. The caller holds `lockJudgement` and writes the returned columns to the
 * audit.
 * *Units*: `now` is when the audit had read everything; `today` is the wall clock.
 */
export async function judgeAudit(
  tx: Transaction,
  row: AuditRow,
  snapshot: Snapshot,
  at: { now: Date; today: Date },
): Promise<{ columns: Judged; evaluation: Evaluation }> {
  const { settings } = await loadSettings(tx, row.organizationId);
  const decisions = await loadDecisions(tx, row.organizationId);
  const evaluation = await inTurns(evaluate(snapshot, settings, decisions, at));
  const verdicts = await writeKeyFindings(tx, row, snapshot, evaluation);
  await writeServiceTokens(tx, row.id, snapshot, { evaluation, settings });
  await writeWorkloads(tx, row.id, evaluation.workloads);
  const columns = {
    settingsVersion: evaluation.settingsVersion,
    verdictCounts: countBy(VERDICTS, verdicts.values(), (verdict) => verdict.verdict),
    severityCounts: countBy(
      [...SEVERITIES, 'none'],
      verdicts.values(),
      (verdict) => verdict.severity ?? 'none',
    ),
    notAssessed: summarize(evaluation),
    evaluatedAt: at.today,
    evaluationValidUntil: evaluation.validUntil,
    evaluationStale: false,
  };
  return { columns, evaluation };
}

function countBy<Name extends string>(
  names: readonly Name[],
  verdicts: Iterable<KeyVerdict>,
  of: (verdict: KeyVerdict) => Name,
): Partial<Record<Name, number>> {
  const counts = new Map<Name, number>(names.map((name) => [name, 0]));
  for (const verdict of verdicts) counts.set(of(verdict), (counts.get(of(verdict)) ?? 0) + 1);
  const record: Partial<Record<Name, number>> = {};
  for (const [name, count] of counts) record[name] = count;
  return record;
}

function summarize(evaluation: Evaluation): schema.StoredNotAssessed {
  const groups = new Map<string, schema.StoredNotAssessed[number]>();
  for (const { rule, reason } of evaluation.notAssessed) {
    const group = groups.get(`${rule}\n${reason}`);
    if (group === undefined) groups.set(`${rule}\n${reason}`, { rule, reason, subjects: 1 });
    else group.subjects += 1;
  }
  return [...groups.values()];
}
