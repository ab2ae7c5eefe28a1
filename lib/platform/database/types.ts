import type { AppError } from '@/lib/domain/core';
import type { PgDatabase, PgTable } from 'drizzle-orm/pg-core';
import type { PgliteQueryResultHKT } from 'drizzle-orm/pglite';
import type { DataKeys } from './data-keys';
import type * as schema from './schema';

/** Queries and transactions, the same type for every kind of database. */
export type Database = PgDatabase<PgliteQueryResultHKT, typeof schema>;

/** Queries inside one transaction. Whatever only queries may take a `Database` or this. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** Runs the statements of the job queue. */
export interface QueueExecutor {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** What the job queue needs of the database; `lib/platform/queue` gets it as an argument. */
export interface QueueDatabase extends QueueExecutor {
  backend: 'pglite' | 'postgres';
  /** The same inside the given transaction. */
  within(tx: Transaction): QueueExecutor;
  /** Calls `hook` once the surrounding transaction is committed; at once where there is none. */
  afterCommit(hook: () => void): void;
}

/** What the database costs this process. *Units*: bytes, milliseconds. */
export interface StoreStats {
  /** Times that data was flushed to the disk since the start. */
  fsyncCount: number;
  /** Memory of the database itself, part of the process's. */
  memoryBytes: number;
  /** Processor time of the database thread, part of the process's. */
  cpuMs: number;
}

/** One reading of the database that takes several queries. */
export interface Snapshot {
  db: Database;
  /** Lets go of the database. Calls after the first do nothing. */
  release: () => Promise<void>;
}

export interface Store {
  kind: 'embedded' | 'memory' | 'postgres';
  db: Database;
  /** What `work` answers, once it is committed; rolled back when it throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * A reading for a download that may take long. PostgreSQL gives each its own connection, on which all
   * queries see one moment. The embedded database has one connection for everyone, so there nothing is
   * held, and `streamListing` fails when the rows change meanwhile.
   * *Errors*: `too-many-requests` while as many readings are open as there may be.
   */
  snapshot(): Promise<Snapshot>;
  queue: QueueDatabase;
  /** Random keys of running audits, kept apart from the database. */
  dataKeys: DataKeys;
  /** Settles when the database answers. *Errors*: `storage-unavailable`. */
  ping(): Promise<void>;
  /** What keeps it from working now, such as a full disk; `null`: nothing known. */
  trouble(): AppError | null;
  /**
   * Refreshes the planner's statistics of tables that much was written to. A PostgreSQL server does
   * so by itself.
   */
  analyze(tables: readonly PgTable[]): Promise<void>;
  /** Frees room, and all statistics. Takes a second and more; a PostgreSQL server does it by itself. */
  maintain(): Promise<void>;
  /**
   * Writes all tables anew, so that their files no longer hold deleted rows, and lets go of the
   * write-ahead log written so far (on a PostgreSQL server only where the user may). Others wait
   * meanwhile. *Shape*: the tables that could not be written anew because they were in use.
   */
  eraseDeleted(): Promise<string[]>;
  /** `null` for a PostgreSQL server, which is no part of this process. */
  stats(): Promise<StoreStats | null>;
  /** Waits for what is running, then lets go of the database. */
  close(): Promise<void>;
}
