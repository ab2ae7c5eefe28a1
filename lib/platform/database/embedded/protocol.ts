/**
 * What the main thread and the database worker say to each other.
 * Types only: the worker is run by plain Node, which drops them.
 */

/** Where the worker keeps the database. */
export interface WorkerStart {
  /** Folder of the database; `null` keeps it in memory. */
  folder: string | null;
  /** Tar of a ready-made database that an empty one starts from; `null` runs initdb. */
  template: ArrayBuffer | null;
}

/**
 * `alone`: a transaction of its own. `first`: begins the one that the main thread holds open; `next`:
 * part of it. Beginning it with a call of its own would wake both threads once more.
 */
export type Turn = 'alone' | 'first' | 'next';

export type WorkerRequest =
  | {
      id: number;
      kind: 'query';
      text: string;
      params: unknown[];
      rowMode: 'array' | 'object';
      /** Dates and times as PostgreSQL's text, which is what Drizzle's columns parse themselves. */
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

/** A database error, taken apart so that it survives the way between threads. */
export interface WorkerFailure {
  message: string;
  code: string | null;
  constraint: string | null;
  table: string | null;
  column: string | null;
  /**
   * `stopped`: the database is no more and must be opened again. `refused`: PostgreSQL does not open
   * these files. `null`: it goes on.
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

/** Told unasked and at once: an operation on the files failed with this code, such as `ENOSPC`. */
export interface WorkerNotice {
  fileTrouble: string;
}
