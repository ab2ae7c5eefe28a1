import type { Context } from '@/lib/auth/context';
import type { AuditId } from '@/lib/core';
import { schema, type Transaction } from '@/lib/store';
import { eq } from '@/lib/store/sql';
import { noteReEvaluation } from './finding-history';
import { judgeAudit } from './judge-audit';
import { lockJudgement } from './judged-by';
import { loadSnapshot } from './load-snapshot';
import { observedAt } from './observed-at';
import type { AuditRow } from './to-wire';

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

/**
 * The audit as judged now: again first, where an exception that its judgement rests on has ended.
 * Whoever asks at the same time waits, or is answered from the judgement before.
 */
export async function refreshed(ctx: Context, row: AuditRow): Promise<AuditRow> {
  if (!hasEnded(row, ctx.now())) return row;
  return ctx.store.transaction(async (tx) => {
    await lockJudgement(tx, ctx.organization.id);
    const now = await reload(tx, row.id);
    if (now === null || !hasEnded(now, ctx.now())) return now ?? row;
    await reEvaluate(tx, now, ctx.now());
    return (await reload(tx, row.id)) ?? now;
  });
}

function hasEnded(row: AuditRow, now: Date): boolean {
  return row.evaluationValidUntil !== null && row.evaluationValidUntil <= now;
}

async function reload(tx: Transaction, id: AuditId): Promise<AuditRow | null> {
  const [row] = await tx.select().from(audits).where(eq(audits.id, id));
  return row ?? null;
}
