import { schema, type Transaction } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import { noteReEvaluation } from './finding-history';
import { judgeAudit } from './judge-audit';
import { loadSnapshot } from './load-snapshot';
import { observedAt } from '../read/observed-at';
import type { AuditRow } from '../read/to-wire';

const { audits } = schema;

/** Only these are re-evaluated, because other audits show no result. */
export const WITH_RESULT: AuditRow['status'][] = ['complete', 'partial'];

/**
 * Evaluates a stored audit again by the organization's current settings and decisions, without calling
 * Braintrust. What the audit saw is not changed, and only differences are written, so doing it twice is
 * harmless. The caller holds `lockJudgement`.
 */
export async function reEvaluate(tx: Transaction, row: AuditRow, today: Date): Promise<void> {
  const now = observedAt(row);
  if (now === null || !WITH_RESULT.includes(row.status)) return;
  const snapshot = await loadSnapshot(tx, row);
  const { columns } = await judgeAudit(tx, row, snapshot, { now, today });
  await noteReEvaluation(tx, row, row.finishedAt ?? now);
  await tx.update(audits).set(columns).where(eq(audits.id, row.id));
}
