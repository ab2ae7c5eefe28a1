import { organizationsToReEvaluate } from '@/lib/audit';
import { SECOND_MS } from '@/lib/core';
import type { Runtime } from './runtime';

const LOOK_EVERY_MS = 20 * SECOND_MS;

/**
 * Has audits re-evaluated whose exceptions have ended, well within a minute: no read does so.
 * *Shape*: the answer ends the watch.
 */
export async function startReEvaluationWatch({
  store,
  queue,
  log,
  now,
}: Pick<Runtime, 'store' | 'queue' | 'log' | 'now'>): Promise<() => void> {
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
      .catch((error: unknown) => log.warn('could not look for audits to re-evaluate', { error }))
      .finally(() => {
        looking = false;
      });
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
