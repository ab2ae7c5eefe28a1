/** The result of one statement, in the same shape for both databases. */
export interface SqlResult {
  rows: unknown[];
  fields: { name: string; dataTypeID: number }[];
  /** The number of rows that the statement changed. */
  affectedRows: number;
}

export interface SqlQueryOptions {
  rowMode?: 'array' | 'object';
  /** Types whose text Drizzle parses itself. */
  parsers?: Record<number, (text: string) => unknown>;
}

export interface SqlExecutor {
  /** Runs one statement with parameters. */
  query(text: string, params?: unknown[], options?: SqlQueryOptions): Promise<SqlResult>;
  /** Runs several statements without parameters. */
  exec(text: string): Promise<SqlResult[]>;
}

/**
 * One database, embedded or PostgreSQL, with the interface that Drizzle's PGlite session needs.
 * *Errors*: see `mapStorageError`.
 */
export interface SqlClient extends SqlExecutor {
  /** Resolves to the result of `work` once it has committed. Rolls back if `work` throws. */
  transaction<T>(work: (executor: SqlExecutor) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Parses PostgreSQL's 8-byte integer as a number, or as a bigint if a number would be inexact. */
export function parseInt8(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}
