export interface QueueExecutor {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** The database that the queue uses, such as `Store.queue`. The queue only passes a `Tx` on. */
export interface QueueDatabase<Tx> extends QueueExecutor {
  /** `pglite` belongs to one process. Several processes may share a `postgres`. */
  backend: 'pglite' | 'postgres';
  within(tx: Tx): QueueExecutor;
  afterCommit(hook: () => void): void;
}
