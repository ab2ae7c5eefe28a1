import type { Sealer } from '@/lib/platform/sealing/sealing';
import type { Queue } from '@/lib/platform/queue';
import { schema, type Store } from '@/lib/platform/database';
import { inArray } from '@/lib/platform/database/sql';
import { recordNewFindings } from '../judge/finding-history';
import { dropOldCredentials, openCredential } from './credential';
import type { AuditDependencies } from './audit-dependencies';
import { runAudit } from './run-audit';

/**
 * Runs queued audits, one at a time per organization, until the queue stops. Audits that are queued or
 * running in the database but have no job are queued again.
 */
export async function startAuditWorker(
  dependencies: Omit<AuditDependencies, 'openCredential'> & {
    queue: Queue;
    sealer: Sealer;
  },
): Promise<void> {
  const { queue, sealer, store, now, log } = dependencies;
  await dropOldCredentials(store, now());
  await recordNewFindings(store);
  await queue.workAudits(async ({ auditId, signal }) => {
    log('info', 'audit runs', { auditId });
    await runAudit(
      {
        ...dependencies,
        openCredential: (audit) => openCredential({ sealer, store }, audit, now()),
      },
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
  for (const audit of unfinished) {
    if (!(await queue.hasAudit(audit.auditId))) await queue.sendAudit(null, audit);
  }
}
