export * as schema from './schema';
export type { Database, QueueClient, QueueDatabase, Store, Transaction } from './types';
