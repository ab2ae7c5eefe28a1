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
import { changedVerdicts, verdictRows, writeMemberFindings, writeVerdicts } from './write-verdicts';
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

/** Ids of the findings and keys whose rows an evaluation changes. The rows themselves would take much memory. */
export type Differences = {
  findings: Set<string>;
  findingsGone: string[];
  verdicts: Set<string>;
};

/** Compares an evaluation with what is stored of a finished audit. Writes nothing. */
export async function findDifferences(
  db: Database,
  row: AuditRow,
  evaluated: Evaluated,
): Promise<Differences> {
  const gone = await readFindingIds(db, row.id);
  const findings = new Set<string>();
  const verdicts = new Set<string>();
  for await (const rows of findingRows(row, evaluated)) {
    for (const { id } of rows) gone.delete(id);
    for (const id of await changedFindings(db, row.id, rows)) findings.add(id);
  }
  for (const rows of verdictRows(evaluated)) {
    for (const id of await changedVerdicts(db, row.id, rows)) verdicts.add(id);
  }
  return { findings, findingsGone: [...gone], verdicts };
}

/** Writes a new evaluation of a finished audit at once, so that nobody sees half of it. */
export async function writeDifferences(
  tx: Transaction,
  row: AuditRow,
  evaluated: Evaluated,
  { findings, findingsGone, verdicts }: Differences,
): Promise<void> {
  for await (const rows of findingRows(row, evaluated)) {
    await writeFindings(
      tx,
      rows.filter(({ id }) => findings.has(id)),
    );
  }
  await deleteFindings(tx, row.id, findingsGone);
  for (const rows of verdictRows(evaluated)) {
    await writeVerdicts(
      tx,
      row.id,
      rows.filter(({ key_id }) => verdicts.has(key_id)),
    );
  }
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
