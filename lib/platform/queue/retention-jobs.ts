import type { PgBoss, Queue as BossQueue } from 'pg-boss';
import { DAY_MS, HOUR_MS, SECOND_MS } from '@/lib/domain/core';
import type { Log } from '@/lib/platform/log';

/** Deletes data that is older than its organization's retention period. */
export type RetentionHandler = (signal: AbortSignal) => Promise<void>;

export const RETENTION_QUEUE = 'retention';
/** Keep the daily job this long, because its row shows that the day already had one. */
const KEEP_SECONDS = (2 * DAY_MS) / SECOND_MS;

export const retentionQueue: Omit<BossQueue, 'name'> = {
  policy: 'standard',
  expireInSeconds: HOUR_MS / SECOND_MS,
  retryLimit: 3,
  retryDelay: 60,
  deleteAfterSeconds: KEEP_SECONDS,
};

/**
 * Runs `handler` once a day, in one of the processes that share the database. Every process sends the job
 * at its start and once an hour; the queue accepts one a day.
 */
export async function workRetention(
  boss: PgBoss,
  handler: RetentionHandler,
  log: Log,
): Promise<() => void> {
  const worker = await boss.work<object>(
    RETENTION_QUEUE,
    { pollingIntervalSeconds: (5 * 60 * SECOND_MS) / SECOND_MS },
    async (jobs) => {
      for (const job of jobs) await handler(job.signal);
    },
  );
  const ask = async () => {
    try {
      const options = { singletonKey: 'daily', singletonSeconds: DAY_MS / SECOND_MS };
      const id = await boss.send(RETENTION_QUEUE, {}, options);
      if (id !== null) boss.notifyWorker(worker);
    } catch (error) {
      log.warn('the retention job could not be queued; retrying in an hour', { error });
    }
  };
  await ask();
  const timer = setInterval(() => void ask(), HOUR_MS);
  timer.unref();
  return () => clearInterval(timer);
}
