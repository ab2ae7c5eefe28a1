import { dropOldCredentials } from '@/lib/features/audits';
import type { Sessions } from '@/lib/features/sessions';
import { MINUTE_MS } from '@/lib/domain/core';
import type { Store } from '@/lib/platform/database';
import type { Log } from '@/lib/platform/log';

/** While the server runs, a sealed key outlives its session by at most this. */
const SWEEP_MS = 5 * MINUTE_MS;

type Swept = { store: Store; sessions: Pick<Sessions, 'dropExpired'>; log: Log; now: () => Date };

/**
 * Deletes expired sealed keys of sessions and audits every 5 minutes. The first sweep is immediate,
 * for keys that expired while the server was down. *Shape*: a function that stops it.
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
    log.error('expired sealed keys could not be deleted; retrying in 5 minutes', {
      error: one.reason as unknown,
    });
  }
}
