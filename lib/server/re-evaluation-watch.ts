import { organizationsToReEvaluate } from '@/lib/features/audits';
import { SECOND_MS } from '@/lib/domain/core';
import type { Queue } from '@/lib/platform/queue';
import type { Store } from '@/lib/platform/database';
import type { Log } from '@/lib/platform/log';

const LOOK_EVERY_MS = 20 * SECOND_MS;

/**
 * Queues audits for re-evaluation within a minute after one of their exceptions expires, because
 * reads don't re-evaluate. *Shape*: a function that stops the watch.
 */
export async function startReEvaluationWatch({
  store,
  queue,
  log,
  now,
}: {
  store: Store;
  queue: Pick<Queue, 'hasReEvaluation' | 'sendReEvaluation'>;
  log: Log;
  now: () => Date;
}): Promise<() => void> {
  const look = async () => {
    for (const organizationId of await organizationsToReEvaluate(store, now())) {
      if (!(await queue.hasReEvaluation(organizationId))) {
        await queue.sendReEvaluation(null, organizationId);
      }
    }
  };
  await look();
  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    look()
      .catch((error: unknown) => log.warn('audits to re-evaluate could not be listed', { error }))
      .finally(() => {
        looking = false;
      });
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
