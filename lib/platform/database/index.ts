export { bulkInsert } from './bulk-insert';
export { openStore } from './open-store';
export * as schema from './schema';
export { afterCommit } from './transaction-guard';
export { isUniqueViolation, SqlError } from './storage-errors';
export type { Database, QueueDatabase, Store, Transaction } from './types';
