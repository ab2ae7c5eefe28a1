import { dropOldCredentials } from '@/lib/features/audits';
import type { Sessions } from '@/lib/features/sessions';
import { MINUTE_MS } from '@/lib/domain/core';
import type { Store } from '@/lib/platform/database';
import type { Log } from '@/lib/platform/log';

/** A sealed key outlives its session by no more than this while the server runs. */
const SWEEP_MS = 5 * MINUTE_MS;

type Swept = { store: Store; sessions: Pick<Sessions, 'dropExpired'>; log: Log; now: () => Date };

/**
 * Deletes sealed keys whose time is over, of sessions and of audits: now, for those that ended
 * while the server was down, and every 5 minutes. The answer stops it.
 */
export async function startKeySweep(swept: Swept): Promise<() => void> {
  await sweep(swept);
  const timer = setInterval(() => void sweep(swept), SWEEP_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

async function sweep({ store, sessions, log, now }: Swept): Promise<void> {
  const swept = await Promise.allSettled([
    sessions.dropExpired(now()),
    dropOldCredentials(store, now()),
  ]);
  for (const one of swept) {
    if (one.status === 'fulfilled') continue;
    log.error('sealed keys whose time is over were not deleted; tried again in 5 minutes', {
      error: one.reason as unknown,
    });
  }
}
