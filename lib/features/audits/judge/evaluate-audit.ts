import { SEVERITIES, VERDICTS } from '@/lib/domain/core';
import { evaluate, type Evaluation, type KeyAssessment, type Snapshot } from '@/lib/domain/policy';
import type { schema, Database, Transaction } from '@/lib/platform/database';
import type { ReadAccess } from '../run/member-access';
import type { AuditRow } from '../read/to-wire';
import { inTurns } from './in-turns';
import { loadJudgement, type Judgement } from './load-settings';
import { loadSnapshot } from './load-snapshot';

/** What an audit saw, what it was evaluated by, and the result. Nothing of it is written yet. */
export type Evaluated = { snapshot: Snapshot; judgement: Judgement; evaluation: Evaluation };

/**
 * Evaluates what an audit saw by the organization's current settings and decisions. Others can change them meanwhile,
 * so whoever writes the result compares the judgement's fingerprint first, holding `lockJudgement`.
 * *Units*: `now` is when the audit had read everything; `today` is the wall clock. `access`: what the audit read of the
 * organization, if it is still in memory.
 */
export async function evaluateAudit(
  db: Database | Transaction,
  row: AuditRow,
  at: { now: Date; today: Date },
  access?: ReadAccess,
): Promise<Evaluated> {
  const judgement = await loadJudgement(db, row.organizationId);
  const snapshot = await loadSnapshot(db, row, access);
  const { settings, decisions } = judgement;
  const evaluation = await inTurns(evaluate(snapshot, settings, decisions, at));
  return { snapshot, judgement, evaluation };
}

/** The columns of an audit that describe its evaluation. */
export type EvaluationColumns = Required<
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

export function evaluationColumns({ evaluation }: Evaluated, today: Date): EvaluationColumns {
  const keys = [...evaluation.keys.values()];
  return {
    settingsVersion: evaluation.settingsVersion,
    verdictCounts: countBy(VERDICTS, keys, (key) => key.verdict),
    severityCounts: countBy([...SEVERITIES, 'none'], keys, (key) => key.severity ?? 'none'),
    notAssessed: summarize(evaluation),
    evaluatedAt: today,
    evaluationValidUntil: evaluation.validUntil,
    evaluationStale: false,
  };
}

function countBy<Name extends string>(
  names: readonly Name[],
  keys: readonly KeyAssessment[],
  of: (key: KeyAssessment) => Name,
): Partial<Record<Name, number>> {
  const counts = new Map<Name, number>(names.map((name) => [name, 0]));
  for (const key of keys) counts.set(of(key), (counts.get(of(key)) ?? 0) + 1);
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
