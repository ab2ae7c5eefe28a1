/** Rows of one statement, the same from both databases. */
export interface SqlResult {
  rows: unknown[];
  fields: { name: string; dataTypeID: number }[];
  /** Rows that the statement changed. */
  affectedRows: number;
}

export interface SqlQueryOptions {
  rowMode?: 'array' | 'object';
  /** Drizzle's: types whose text it parses by itself. */
  parsers?: Record<number, (text: string) => unknown>;
}

/** Runs statements on one connection. */
export interface SqlExecutor {
  /** The rows of one statement with its parameters. */
  query(text: string, params?: unknown[], options?: SqlQueryOptions): Promise<SqlResult>;
  /** The results of several statements without parameters. */
  exec(text: string): Promise<SqlResult[]>;
}

/**
 * One database, embedded or PostgreSQL, in the shape that Drizzle's PGlite session works on.
 * *Errors*: see `mapStorageError`.
 */
export interface SqlClient extends SqlExecutor {
  /** What `work` answers, once it is committed; rolled back when it throws. */
  transaction<T>(work: (executor: SqlExecutor) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** PostgreSQL's 8-byte integer as a number, or as a bigint where a number would be inexact. */
export function parseInt8(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}
