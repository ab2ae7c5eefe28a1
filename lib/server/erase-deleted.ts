import { deletedSince } from '@/lib/features/activity';
import { DAY_MS } from '@/lib/domain/core';
import type { Store } from '@/lib/platform/database';
import type { Log } from '@/lib/platform/log';

type Erasing = { store: Store; log: Log; now: () => Date };

/**
 * Removes deleted data from the database files as well. A failure is only logged, because the rows
 * are already deleted; `eraseAgain` retries with the daily cleanup.
 */
export async function eraseDeleted({ store, log }: Erasing): Promise<void> {
  try {
    const tables = await store.eraseDeleted();
    if (tables.length > 0) {
      log.warn('deleted data was not erased from tables that were in use', { tables });
    }
  } catch (error) {
    log.error('deleted data could not be erased from the database files', { error });
  }
}

/** Erases again after a deletion in the last two days, in case the server stopped in between. */
export async function eraseAgain(erasing: Erasing): Promise<void> {
  const since = new Date(erasing.now().getTime() - 2 * DAY_MS);
  if (await deletedSince(erasing.store, since)) await eraseDeleted(erasing);
}
