import { deletedSince } from '@/lib/features/activity';
import { DAY_MS } from '@/lib/domain/core';
import type { Store } from '@/lib/platform/database';
import type { Log } from '@/lib/platform/log';

type Erasing = { store: Store; log: Log; now: () => Date };

/**
 * Takes what was deleted out of the files of the database as well. A failure is logged and not
 * answered, because the data is deleted already; `eraseAgain` repeats it with the daily clean-up.
 */
export async function eraseDeleted({ store, log }: Erasing): Promise<void> {
  const [erased] = await Promise.allSettled([store.eraseDeleted()]);
  if (erased.status === 'rejected') {
    const error: unknown = erased.reason;
    log.error('deleted data may still be in the files of the database', { error });
  } else if (erased.value.length > 0) {
    log.warn('deleted data may still be in tables that were in use', { tables: erased.value });
  }
}

/** The same where an organization was deleted in the last two days: the server may have stopped. */
export async function eraseAgain(erasing: Erasing): Promise<void> {
  const since = new Date(erasing.now().getTime() - 2 * DAY_MS);
  if (await deletedSince(erasing.store, since)) await eraseDeleted(erasing);
}
