import { isStorageError, type AppError } from '@/lib/domain/core';
import type { SqlClient, SqlExecutor, SqlQueryOptions, SqlResult } from './sql-client';

/**
 * How long a storage error is remembered after the last failed call. A successful call clears it earlier,
 * but only a committed transaction clears a full disk.
 */
const REMEMBER_MS = 30_000;

/** Remembers the database's current problem, so that others can report the reason. */
export class WatchedClient implements SqlClient {
  readonly #client: SqlClient;
  #last: { trouble: AppError; atMs: number } | null = null;

  constructor(client: SqlClient) {
    this.#client = client;
  }

  /** The current problem, or `null` if none is known. */
  trouble(): AppError | null {
    if (this.#last === null || performance.now() - this.#last.atMs > REMEMBER_MS) return null;
    return this.#last.trouble;
  }

  query(text: string, params?: unknown[], options?: SqlQueryOptions): Promise<SqlResult> {
    return this.#watch(() => this.#client.query(text, params, options), false);
  }

  exec(text: string): Promise<SqlResult[]> {
    return this.#watch(() => this.#client.exec(text), false);
  }

  transaction<T>(work: (executor: SqlExecutor) => Promise<T>): Promise<T> {
    return this.#watch(() => this.#client.transaction(work), true);
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  async #watch<T>(call: () => Promise<T>, changes: boolean): Promise<T> {
    try {
      const answer = await call();
      // Reading also works on a full disk.
      if (changes || this.#last?.trouble.code !== 'storage-full') this.#last = null;
      return answer;
    } catch (error) {
      if (isStorageError(error)) this.#last = { trouble: error, atMs: performance.now() };
      throw error;
    }
  }
}
