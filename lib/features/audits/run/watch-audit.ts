import { SECOND_MS, type AuditId, type AuditWait } from '@/lib/domain/core';
import { schema, type Store } from '@/lib/platform/database';
import { and, eq, isNull } from '@/lib/platform/database/sql';

/** The stored state of a running audit; `gone`: it has ended or was deleted. */
export type AuditSignal = 'go-on' | 'cancelled' | 'gone';

const LOOK_EVERY_MS = SECOND_MS / 2;

type Watch = {
  store: Store;
  auditId: AuditId;
  waitingFor: () => AuditWait | null;
  onSignal: (signal: AuditSignal) => void;
  /** Receives the error of a failed check. The watch goes on. */
  onTrouble: (error: unknown) => void;
};

/**
 * Checks twice a second whether the audit was cancelled, ended elsewhere or deleted, and stores why it waits for
 * Braintrust.
 * *Shape*: a function that stops the watch.
 */
export function watchAudit(watch: Watch): () => void {
  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    void look(watch)
      .then(watch.onSignal, watch.onTrouble)
      .finally(() => {
        looking = false;
      });
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

async function look({
  store,
  auditId,
  waitingFor,
}: Pick<Watch, 'store' | 'auditId' | 'waitingFor'>): Promise<AuditSignal> {
  const { audits } = schema;
  const [row] = await store.db
    .select({
      finishedAt: audits.finishedAt,
      cancelRequestedAt: audits.cancelRequestedAt,
      waitingFor: audits.waitingFor,
    })
    .from(audits)
    .where(eq(audits.id, auditId));
  if (row?.finishedAt !== null) return 'gone';
  const waits = waitingFor();
  if (waits !== row.waitingFor) {
    await store.db
      .update(audits)
      .set({ waitingFor: waits })
      .where(and(eq(audits.id, auditId), isNull(audits.finishedAt)));
  }
  return row.cancelRequestedAt === null ? 'go-on' : 'cancelled';
}
