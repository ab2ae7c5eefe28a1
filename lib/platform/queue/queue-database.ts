/** Runs the statements of the queue. */
export interface QueueExecutor {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/**
 * The database of the queue, given from outside: `Store.queue` is one.
 * `Tx` is whatever the giver calls a transaction; the queue only hands it back.
 */
export interface QueueDatabase<Tx> extends QueueExecutor {
  /** `pglite` is one process's own; a `postgres` may be shared by several. */
  backend: 'pglite' | 'postgres';
  within(tx: Tx): QueueExecutor;
  afterCommit(hook: () => void): void;
}
