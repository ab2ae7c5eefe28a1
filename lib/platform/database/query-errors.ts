import { PgPreparedQuery } from 'drizzle-orm/pg-core';
import { mapStorageError } from './storage-errors';

/**
 * Makes every query of Drizzle throw our errors in place of its own.
 * `DrizzleQueryError` carries statement and parameters in its message, and parameters may be
 * sealed keys: nothing that is logged or shown may hold them. Drizzle has no hook for this.
 */
export function installQueryErrors(): void {
  const prototype: object = PgPreparedQuery.prototype;
  if (typeof Reflect.get(prototype, 'queryWithCache') !== 'function') {
    throw new Error('this version of drizzle-orm runs its queries another way');
  }
  Reflect.set(
    prototype,
    'queryWithCache',
    async (_text: string, _params: unknown[], query: () => Promise<unknown>) => {
      try {
        return await query();
      } catch (error) {
        throw mapStorageError(error);
      }
    },
  );
}
