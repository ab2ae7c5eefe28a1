/** The messages between the main thread and the database worker. Types only: plain Node strips them. */

export interface WorkerStart {
  /** The folder of the database, or `null` to keep it in memory. */
  folder: string | null;
  /** A tar of a ready-made database to start from, or `null` to run initdb. */
  template: ArrayBuffer | null;
}

/**
 * `alone`: a transaction of its own. `first`: begins a transaction that the main thread holds open. `next`:
 * part of that transaction. A separate call to begin it would wake both threads once more.
 */
export type Turn = 'alone' | 'first' | 'next';

export type WorkerRequest =
  | {
      id: number;
      kind: 'query';
      text: string;
      params: unknown[];
      rowMode: 'array' | 'object';
      /** Dates and times as PostgreSQL's text, because Drizzle's columns parse it themselves. */
      rawTimes: boolean;
      turn: Turn;
    }
  | { id: number; kind: 'exec'; text: string; turn: Turn }
  | { id: number; kind: 'dump' }
  | { id: number; kind: 'stats' }
  | { id: number; kind: 'close' };

export interface WorkerResult {
  rows: unknown[];
  fields: { name: string; dataTypeID: number }[];
  affectedRows: number;
  command: string;
}

/** A database error as plain fields, because errors lose theirs on the way between threads. */
export interface WorkerFailure {
  message: string;
  code: string | null;
  constraint: string | null;
  table: string | null;
  column: string | null;
  /**
   * `stopped`: the database ended and must be reopened. `refused`: PostgreSQL can't open these files.
   * `null`: the database still works.
   */
  end: 'stopped' | 'refused' | null;
}

/** *Units*: bytes, milliseconds. */
export interface WorkerStats {
  fsyncCount: number;
  memoryBytes: number;
  cpuMs: number;
}

export type WorkerAnswer =
  | { id: number; results: WorkerResult[] }
  | { id: number; dump: ArrayBuffer }
  | { id: number; stats: WorkerStats }
  | { id: number; failure: WorkerFailure };

/** Sent immediately and without a request: a file operation failed with this code, such as `ENOSPC`. */
export interface WorkerNotice {
  fileTrouble: string;
}
