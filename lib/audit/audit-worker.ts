import type { Sealer } from '@/lib/auth';
import type { Queue } from '@/lib/jobs';
import { schema, type Store } from '@/lib/store';
import { inArray } from '@/lib/store/sql';
import { dropOldCredentials, openCredential } from './credential';
import { runAudit, type AuditDependencies } from './run-audit';

/**
 * Takes audits from the queue and runs them, one an organization, until the queue stops. Audits
 * that a stop left queued or running are handed to the queue again, so that they go on.
 */
export async function startAuditWorker(
  dependencies: Omit<AuditDependencies, 'openCredential'> & { queue: Queue; sealer: Sealer },
): Promise<void> {
  const { queue, sealer, store, now, log } = dependencies;
  await dropOldCredentials(store, now());
  await queue.workAudits(async ({ auditId, signal }) => {
    log('info', 'audit runs', { auditId });
    await runAudit(
      { ...dependencies, openCredential: (audit) => openCredential(sealer, audit, now()) },
      auditId,
      signal,
    );
  });
  await requeueUnfinished(store, queue);
}

async function requeueUnfinished(store: Store, queue: Queue): Promise<void> {
  const { audits } = schema;
  const unfinished = await store.db
    .select({ auditId: audits.id, organizationId: audits.organizationId })
    .from(audits)
    .where(inArray(audits.status, ['queued', 'running']));
  for (const audit of unfinished) await queue.sendAudit(null, audit);
}
