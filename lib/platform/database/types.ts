import type { AppError } from '@/lib/domain/core';
import type { PgDatabase, PgTable } from 'drizzle-orm/pg-core';
import type { PgliteQueryResultHKT } from 'drizzle-orm/pglite';
import type { DataKeys } from './data-keys';
import type * as schema from './schema';

/** Queries and transactions, with the same type for every kind of database. */
export type Database = PgDatabase<PgliteQueryResultHKT, typeof schema>;

/** Queries inside one transaction. Code that only queries may take a `Database` or a `Transaction`. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

export interface QueueExecutor {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** What the job queue needs from the database. `lib/platform/queue` receives it as an argument. */
export interface QueueDatabase extends QueueExecutor {
  backend: 'pglite' | 'postgres';
  /** The same, but inside the given transaction. */
  within(tx: Transaction): QueueExecutor;
  /** Calls `hook` once the current transaction has committed, or immediately if there is none. */
  afterCommit(hook: () => void): void;
}

/** What the database costs this process. *Units*: bytes, milliseconds. */
export interface StoreStats {
  /** How often data was flushed to disk since the start. */
  fsyncCount: number;
  /** Memory of the database, included in the process's memory. */
  memoryBytes: number;
  /** CPU time of the database thread, included in the process's. */
  cpuMs: number;
}

/** Access to the database for a read that takes several queries. */
export interface Snapshot {
  db: Database;
  /** Releases the connection. Further calls do nothing. */
  release: () => Promise<void>;
}

export interface Store {
  kind: 'embedded' | 'memory' | 'postgres';
  db: Database;
  /** Resolves to the result of `work` once it has committed. Rolls back if `work` throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Opens a snapshot for a download that may take long. On PostgreSQL it has its own connection, and all
   * its queries see the same state. The embedded database has one connection for everyone, so nothing is
   * held there, and `streamListing` fails if the rows change meanwhile.
   * *Errors*: `too-many-requests` if too many snapshots are open.
   */
  snapshot(): Promise<Snapshot>;
  queue: QueueDatabase;
  /** Random keys of running audits, kept apart from the database. */
  dataKeys: DataKeys;
  /** Resolves when the database answers. *Errors*: `storage-unavailable`. */
  ping(): Promise<void>;
  /** The current problem, such as a full disk, or `null` if none is known. */
  trouble(): AppError | null;
  /** Refreshes the planner's statistics after many writes. A PostgreSQL server does this itself. */
  analyze(tables: readonly PgTable[]): Promise<void>;
  /**
   * Frees space and refreshes all statistics, in a second or more. A PostgreSQL server does this itself.
   */
  maintain(): Promise<void>;
  /**
   * Rewrites all tables, so that their files no longer contain deleted rows. It also drops the current
   * write-ahead log, on a PostgreSQL server only if the user may. Other queries wait meanwhile.
   * *Shape*: the tables that couldn't be rewritten because they were in use.
   */
  eraseDeleted(): Promise<string[]>;
  /** `null` for a PostgreSQL server, because it isn't part of this process. */
  stats(): Promise<StoreStats | null>;
  /** Waits for running work, then closes the database. */
  close(): Promise<void>;
}
