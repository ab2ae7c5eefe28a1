import { vi } from 'vitest';
import type { Context } from '@/lib/features/context';
import type { Audit } from '@/lib/contract';
import { startQueue } from '@/lib/platform/queue';
import type { Simulator } from '@/lib/tools/simulator';
import type { Store } from '@/lib/platform/database';
import { silentLog } from '@/lib/platform/log';
import { getAudit, startAuditWorker, type AuditDependencies } from '../index';
import { contextOf, dependenciesOf, SEALER } from './index';

/** Starts a queue and an audit worker on the given store, with the context of an owner. */
export async function startServer(
  store: Store,
  simulator: Simulator,
  options: Partial<AuditDependencies> = {},
) {
  const queue = await startQueue({ database: store.queue, log: silentLog });
  const dependencies = dependenciesOf(store, simulator, options);
  await startAuditWorker({ ...dependencies, queue, sealer: SEALER });
  const enqueueAudit: Context['enqueueAudit'] = (tx, audit) => queue.sendAudit(tx, audit);
  return {
    queue,
    ctx: contextOf(store, simulator, { enqueueAudit }),
    stop: () => queue.stop({ graceful: true }),
  };
}

/** Waits until the audit meets the condition, and returns it. */
export async function auditWhen(
  ctx: Context,
  auditId: string,
  is: (audit: Audit) => boolean,
): Promise<Audit> {
  return vi.waitFor(
    async () => {
      const audit = await getAudit(ctx, { auditId });
      if (!is(audit)) throw new Error(`it is ${JSON.stringify(audit)}`);
      return audit;
    },
    { timeout: 90_000, interval: 20 },
  );
}

/** Waits until the audit has ended, and returns it. */
export const auditEnded = (ctx: Context, auditId: string): Promise<Audit> =>
  auditWhen(ctx, auditId, (audit) => audit.finished_at !== null);
