import type { KeyId } from '@/lib/domain/core';
import type { Database, Transaction } from '@/lib/platform/database';
import type { AuditRow } from '../read/to-wire';
import type { Evaluated } from './evaluate-audit';
import type { InPart } from './in-part';
import {
  changedFindings,
  deleteFindings,
  findingRows,
  readFindingIds,
  writeFindings,
} from './write-findings';
import { writeServiceTokens } from './write-service-tokens';
import {
  changedVerdicts,
  verdictRows,
  writeMemberFindings,
  writeVerdicts,
  type VerdictRow,
} from './write-verdicts';
import { writeWorkloads } from './write-workloads';

/**
 * Writes the evaluation of an audit that is about to end. It shows no result until then, so its rows may be written part
 * by part, and again after an interruption.
 */
export async function writeEvaluation(
  db: Database,
  inPart: InPart,
  row: AuditRow,
  evaluated: Evaluated,
  firstSeen: ReadonlyMap<KeyId, Date>,
): Promise<void> {
  const gone = await readFindingIds(db, row.id);
  for await (const rows of findingRows(row, evaluated)) {
    for (const { id } of rows) gone.delete(id);
    await inPart((tx) => writeFindings(tx, rows));
  }
  for (const rows of verdictRows(evaluated, firstSeen)) {
    await inPart((tx) => writeVerdicts(tx, row.id, rows));
  }
  await inPart((tx) => deleteFindings(tx, row.id, [...gone]));
  await writeTheRest(inPart, row, evaluated);
}

/** What an evaluation changes in the rows of an audit. */
export type Differences = {
  findings: Awaited<ReturnType<typeof changedFindings>>;
  findingsGone: string[];
  verdicts: VerdictRow[];
};

/** Compares an evaluation with what is stored of a finished audit. Writes nothing. */
export async function findDifferences(
  db: Database,
  row: AuditRow,
  evaluated: Evaluated,
): Promise<Differences> {
  const gone = await readFindingIds(db, row.id);
  const differences: Differences = { findings: [], findingsGone: [], verdicts: [] };
  for await (const rows of findingRows(row, evaluated)) {
    for (const { id } of rows) gone.delete(id);
    differences.findings.push(...(await changedFindings(db, row.id, rows)));
  }
  for (const rows of verdictRows(evaluated)) {
    differences.verdicts.push(...(await changedVerdicts(db, row.id, rows)));
  }
  differences.findingsGone = [...gone];
  return differences;
}

/** Writes a new evaluation of a finished audit at once, so that nobody sees half of it. */
export async function writeDifferences(
  tx: Transaction,
  row: AuditRow,
  evaluated: Evaluated,
  { findings, findingsGone, verdicts }: Differences,
): Promise<void> {
  await writeFindings(tx, findings);
  await deleteFindings(tx, row.id, findingsGone);
  await writeVerdicts(tx, row.id, verdicts);
  await writeTheRest((write) => write(tx), row, evaluated);
}

async function writeTheRest(
  inPart: InPart,
  row: AuditRow,
  { snapshot, evaluation, judgement: { settings } }: Evaluated,
): Promise<void> {
  await inPart((tx) => writeMemberFindings(tx, row.id, evaluation));
  await inPart((tx) => writeServiceTokens(tx, row.id, snapshot, { evaluation, settings }));
  await writeWorkloads(inPart, row.id, evaluation.workloads);
}
