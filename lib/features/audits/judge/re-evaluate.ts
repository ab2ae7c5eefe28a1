import { schema, type Transaction } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import { noteReEvaluation } from './finding-history';
import { judgeAudit } from './judge-audit';
import { loadSnapshot } from './load-snapshot';
import { observedAt } from '../read/observed-at';
import type { AuditRow } from '../read/to-wire';

const { audits } = schema;

/** Only these are judged again: the others are shown nowhere. */
export const WITH_RESULT: AuditRow['status'][] = ['complete', 'partial'];

/**
 * Judges a stored audit again, by the organization's settings and decisions of now. What the audit
 * saw stays as it was seen; only what differs in its judgement is written. Nobody asks Braintrust.
 * The caller holds `lockJudgement`. Doing it twice changes nothing.
 */
export async function reEvaluate(tx: Transaction, row: AuditRow, today: Date): Promise<void> {
  const now = observedAt(row);
  if (now === null || !WITH_RESULT.includes(row.status)) return;
  const snapshot = await loadSnapshot(tx, row);
  const { columns } = await judgeAudit(tx, row, snapshot, { now, today });
  await noteReEvaluation(tx, row, row.finishedAt ?? now);
  await tx.update(audits).set(columns).where(eq(audits.id, row.id));
}
