export { bulkInsert } from './bulk-insert';
export { openStore, type StoreOptions } from './open-store';
export * as schema from './schema';
export { storableText } from './storable-text';
export { isUniqueViolation, mapStorageError, SqlError } from './storage-errors';
export type {
  Database,
  QueueDatabase,
  QueueExecutor,
  Store,
  StoreStats,
  Transaction,
} from './types';
