import { lockJudgement } from '@/lib/features/organizations';
import { schema, type Store } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import { AUDIT_VERSION } from '../read/audit-columns';
import { observedAt } from '../read/observed-at';
import type { AuditRow } from '../read/to-wire';
import { evaluateAudit, evaluationColumns } from './evaluate-audit';
import { noteReEvaluation } from './finding-history';
import { loadJudgement } from './load-settings';
import { findDifferences, writeDifferences } from './write-evaluation';

const { audits } = schema;

/** Only these are re-evaluated, because other audits show no result. */
export const WITH_RESULT: AuditRow['status'][] = ['complete', 'partial'];

/**
 * Evaluates a stored audit again by the organization's current settings and decisions, without calling Braintrust. What
 * the audit saw is not changed, and only differences are written, so doing it twice is harmless.
 *
 * No lock is held while it reads and evaluates. If settings, decisions or the audit change meanwhile, nothing is
 * written, and the audit stays stale.
 */
export async function reEvaluate(store: Store, id: AuditRow['id'], today: Date): Promise<void> {
  const [before] = await store.db.select(WITH_VERSION).from(audits).where(eq(audits.id, id));
  if (before === undefined) return;
  const { row, version } = before;
  const now = observedAt(row);
  if (now === null || !WITH_RESULT.includes(row.status)) return;
  const evaluated = await evaluateAudit(store.db, row, { now, today });
  const differences = await findDifferences(store.db, row, evaluated);
  await store.transaction(async (tx) => {
    await lockJudgement(tx, row.organizationId);
    const [current] = await tx.select(WITH_VERSION).from(audits).where(eq(audits.id, id));
    if (current?.version !== version) return;
    const judgement = await loadJudgement(tx, row.organizationId);
    if (judgement.fingerprint !== evaluated.judgement.fingerprint) return;
    await writeDifferences(tx, row, evaluated, differences);
    const ids = differences.findings.map((finding) => finding.id);
    await noteReEvaluation(tx, row, row.finishedAt ?? now, ids);
    await tx.update(audits).set(evaluationColumns(evaluated, today)).where(eq(audits.id, id));
  });
}

const WITH_VERSION = { row: audits, version: AUDIT_VERSION };
