import type { SqlClient, SqlExecutor, SqlQueryOptions, SqlResult } from '../sql-client';
import { SqlError } from '../storage-errors';
import type { TransactionGuard } from '../transaction-guard';
import type { DatabaseWorker } from './database-worker';
import type { Turn } from './protocol';

/** The files of a database, and how to reopen it after its thread has ended. */
export interface DatabaseFiles {
  reopen(): Promise<DatabaseWorker>;
  /** *Errors*: `storage-unavailable` if the files are no longer the ones that were opened. */
  refuseIfReplaced(): void;
}

/** After an attempt to reopen, calls fail immediately for this long instead of trying again. */
const REOPEN_AFTER_MS = 4_000;
/** How often to check that the folder still exists. PostgreSQL wouldn't notice and would keep writing. */
const LOOK_AFTER_MS = 500;

/** The embedded database. It has one connection, so all calls take turns. */
export class EmbeddedClient implements SqlClient {
  readonly #guard: TransactionGuard;
  /** `null` for a database in memory, which is lost with its thread. */
  readonly #files: DatabaseFiles | null;
  #worker: DatabaseWorker;
  #turn: Promise<unknown> = Promise.resolve();
  #reopenedAt = -Infinity;
  #lookedAt = -Infinity;
  #closed = false;

  constructor(worker: DatabaseWorker, guard: TransactionGuard, files: DatabaseFiles | null) {
    this.#worker = worker;
    this.#guard = guard;
    this.#files = files;
  }

  /** The thread that currently owns the database. */
  get worker(): DatabaseWorker {
    return this.#worker;
  }

  async query(text: string, params: unknown[] = [], options: SqlQueryOptions = {}) {
    this.#guard.refuseInside();
    return this.#inTurn(() => this.#query(text, params, options, 'alone'));
  }

  async exec(text: string): Promise<SqlResult[]> {
    this.#guard.refuseInside();
    return this.#inTurn(() => this.#worker.run({ kind: 'exec', text, turn: 'alone' }));
  }

  async transaction<T>(work: (executor: SqlExecutor) => Promise<T>): Promise<T> {
    this.#guard.refuseInside();
    return this.#inTurn(async () => {
      let open = true;
      let started = false;
      const turn = (): Turn => {
        if (!open) throw new Error('tx was used after its transaction ended');
        const mine = started ? 'next' : 'first';
        started = true;
        return mine;
      };
      const executor: SqlExecutor = {
        query: (text, params = [], options = {}) => this.#query(text, params, options, turn()),
        exec: (text) => this.#worker.run({ kind: 'exec', text, turn: turn() }),
      };
      return this.#guard.run(
        () => work(executor),
        async (outcome) => {
          try {
            const result = await outcome;
            open = false;
            if (started) await this.#commit();
            return result;
          } catch (error) {
            if (open) {
              open = false;
              if (started) await this.#end('ROLLBACK');
            }
            throw error;
          }
        },
      );
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#inTurn(() => this.#worker.close());
  }

  async #commit(): Promise<void> {
    const [result] = await this.#end('COMMIT');
    if (result?.command === 'ROLLBACK') throw transactionAborted();
  }

  #end(text: 'COMMIT' | 'ROLLBACK') {
    return this.#worker.run({ kind: 'exec', text, turn: 'next' });
  }

  async #query(
    text: string,
    params: unknown[],
    options: SqlQueryOptions,
    turn: Turn,
  ): Promise<SqlResult> {
    const [result] = await this.#worker.run({
      kind: 'query',
      text,
      params,
      rowMode: options.rowMode ?? 'object',
      rawTimes: options.parsers !== undefined,
      turn,
    });
    return result ?? { rows: [], fields: [], affectedRows: 0 };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(() => this.#prepare()).then(work);
    // The caller gets the error of `mine`. The next call only waits for its end.
    this.#turn = Promise.allSettled([mine]);
    return mine;
  }

  /** Replaces a thread that ended, for example on a full disk. The new one replays the log. */
  async #prepare(): Promise<void> {
    if (this.#files === null || this.#closed) return;
    const now = performance.now();
    if (now - this.#lookedAt >= LOOK_AFTER_MS) {
      this.#files.refuseIfReplaced();
      this.#lookedAt = now;
    }
    if (this.#worker.alive || now - this.#reopenedAt < REOPEN_AFTER_MS) return;
    try {
      await this.#worker.end();
      this.#worker = await this.#files.reopen();
    } finally {
      // On a full disk one attempt takes seconds, so count from its end. Waiting calls would all try again.
      this.#reopenedAt = performance.now();
    }
  }
}

/** The error of committing a transaction that had already failed. */
export function transactionAborted(): SqlError {
  return new SqlError('the transaction had failed and was rolled back', '25P02');
}
