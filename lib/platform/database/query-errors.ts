import { PgPreparedQuery } from 'drizzle-orm/pg-core';
import { mapStorageError } from './storage-errors';

/**
 * Makes Drizzle's queries throw our errors. `DrizzleQueryError` has the statement and its parameters in its
 * message. Those may be sealed keys, which must not be logged or shown. Drizzle has no hook for this.
 */
export function installQueryErrors(): void {
  const prototype: object = PgPreparedQuery.prototype;
  if (typeof Reflect.get(prototype, 'queryWithCache') !== 'function') {
    throw new Error('this version of drizzle-orm runs queries differently');
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
