import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as schema from './schema';

/** The database as repositories and verbs see it, whichever driver is behind it. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

/** The same inside a transaction. Using the outer `Database` there throws. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** What the job queue needs of the database: parameterized and multi-statement SQL. */
export type QueueDatabase =
  { kind: 'postgres'; connectionString: string } | { kind: 'embedded'; client: QueueClient };

export interface QueueClient {
  query: (sql: string, params?: unknown[]) => Promise<{ rows: unknown[] }>;
  exec: (sql: string) => Promise<{ rows: unknown[] }[]>;
}

/** An open database. Every method throws `storage-unavailable` or `storage-full` when it applies. */
export interface Store {
  readonly kind: 'embedded' | 'memory' | 'postgres';
  readonly db: Database;
  readonly queue: QueueDatabase;
  transaction: <T>(fn: (tx: Transaction) => Promise<T>) => Promise<T>;
  /** Resolves when the database answers. */
  ping: () => Promise<void>;
  close: () => Promise<void>;
}
