import { SECOND_MS, type AuditId } from '@/lib/domain/core';
import { schema, type Store } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';

/** The stored state of a running audit; `gone`: it has ended or was deleted. */
export type AuditSignal = 'go-on' | 'cancelled' | 'gone';

const LOOK_EVERY_MS = SECOND_MS / 2;

/**
 * Checks twice a second whether the audit was cancelled, ended elsewhere or deleted.
 * *Shape*: a function that stops the watch.
 */
export function watchAudit(watch: {
  store: Store;
  auditId: AuditId;
  onSignal: (signal: AuditSignal) => void;
  /** Receives the error of a failed check. The watch goes on. */
  onTrouble: (error: unknown) => void;
}): () => void {
  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    void look(watch.store, watch.auditId)
      .then(watch.onSignal, watch.onTrouble)
      .finally(() => {
        looking = false;
      });
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

async function look(store: Store, auditId: AuditId): Promise<AuditSignal> {
  const { audits } = schema;
  const [row] = await store.db
    .select({ finishedAt: audits.finishedAt, cancelRequestedAt: audits.cancelRequestedAt })
    .from(audits)
    .where(eq(audits.id, auditId));
  if (row?.finishedAt !== null) return 'gone';
  return row.cancelRequestedAt === null ? 'go-on' : 'cancelled';
}
