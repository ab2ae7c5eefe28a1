import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { AppError, HOUR_MS, isStorageError, MINUTE_MS, SECOND_MS } from '@/lib/domain/core';
import { repositoryPath } from '../repository-path';
import { asError, mapStorageError, SqlError } from '../storage-errors';
import { storageDamaged, storageStopped } from '../storage-troubles';
import type {
  WorkerAnswer,
  WorkerFailure,
  WorkerNotice,
  WorkerRequest,
  WorkerResult,
  WorkerStart,
  WorkerStats,
} from './protocol';

type WithoutId<Request> = Request extends unknown ? Omit<Request, 'id'> : never;

interface Pending {
  resolve: (answer: WorkerAnswer) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

/** A thread silent for this long has hung. Large statements on a slow machine take minutes. */
const CALL_LIMIT_MS = 5 * MINUTE_MS;
/** For work on all rows at once, such as a migration. */
export const LONG_CALL_LIMIT_MS = HOUR_MS;
/**
 * The limit after a file operation failed, for example on a full disk. A working database answers
 * immediately, but PGlite may also spin forever.
 */
const TROUBLE_LIMIT_MS = 5 * SECOND_MS;
const LATELY_MS = 2 * SECOND_MS;
/** Even a thread that spins ends immediately when it is terminated. */
const END_LIMIT_MS = 10 * SECOND_MS;

/** The id of the worker's first message, sent without a request once its database is open. */
const READY_ID = 0;
const WORKER_FILE = 'lib/platform/database/embedded/worker.ts';

/** The thread that owns an embedded database, and the calls that wait for it. */
export class DatabaseWorker {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  readonly #callLimitMs: number;
  readonly #ended: Promise<void>;
  #death: Error | null = null;
  /** The latest failed file operation since the thread's last answer. */
  #fileTrouble: string | null = null;
  #answeredAt = -Infinity;
  #closing = false;

  private constructor(worker: Worker, callLimitMs: number) {
    this.#worker = worker;
    this.#callLimitMs = callLimitMs;
    worker.on('message', (message: WorkerAnswer | WorkerNotice) => {
      if ('fileTrouble' in message) this.#doubt(message.fileTrouble);
      else this.#settle(message);
    });
    worker.on('error', (error: Error) => this.#die(error));
    worker.on('messageerror', (error) => this.#die(error));
    this.#ended = new Promise((resolve) => {
      worker.on('exit', (code) => {
        this.#die(new Error(`the database thread ended (${code})`));
        resolve();
      });
    });
  }

  /** Starts a worker and opens its database. *Errors*: `storage-full`, `storage-unavailable`. */
  static async start(
    start: WorkerStart,
    { callLimitMs = CALL_LIMIT_MS }: { callLimitMs?: number } = {},
  ): Promise<DatabaseWorker> {
    const file = repositoryPath(WORKER_FILE);
    if (!existsSync(file)) {
      throw new AppError(
        'configuration',
        'Couldn’t start the embedded database. Start Latchkey from its own folder.',
        {
          message: `${WORKER_FILE} is not in the working folder`,
        },
      );
    }
    const worker = new Worker(/* turbopackIgnore: true */ file, {
      workerData: start,
      transferList: start.template === null ? [] : [start.template],
      // The worker doesn't need the loader that started this process (tsx, vitest).
      execArgv: [],
      name: 'latchkey-database',
      // Statements and rows become garbage right away, so a larger young generation only costs memory.
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    });
    const started = new DatabaseWorker(worker, callLimitMs);
    try {
      await started.#answerTo(READY_ID, LONG_CALL_LIMIT_MS);
    } catch (error) {
      // This thread must have ended before anyone opens the folder again.
      await started.end();
      throw error;
    }
    return started;
  }

  /** False once the thread has ended. It then answers no more calls. */
  get alive(): boolean {
    return this.#death === null;
  }

  /** True if the thread answered a call a moment ago, so it works. */
  answeredLately(): boolean {
    return this.alive && performance.now() - this.#answeredAt < LATELY_MS;
  }

  /** The results of one statement, or of several without parameters. */
  async run(
    request: WithoutId<Extract<WorkerRequest, { kind: 'query' | 'exec' }>>,
    limitMs = this.#callLimitMs,
  ): Promise<WorkerResult[]> {
    const answer = await this.#call(request, limitMs);
    if ('results' in answer) return answer.results;
    throw new Error(`unexpected answer to ${request.kind}`);
  }

  /** Returns the entire database as a tar. */
  async dump(): Promise<ArrayBuffer> {
    const answer = await this.#call({ kind: 'dump' }, LONG_CALL_LIMIT_MS);
    if ('dump' in answer) return answer.dump;
    throw new Error('unexpected answer to dump');
  }

  async stats(): Promise<WorkerStats> {
    const answer = await this.#call({ kind: 'stats' }, this.#callLimitMs);
    if ('stats' in answer) return answer.stats;
    throw new Error('unexpected answer to stats');
  }

  /** Waits for running calls, closes the database, and ends the thread. */
  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    try {
      if (this.#death === null) await this.#call({ kind: 'close' }, this.#callLimitMs);
    } finally {
      await this.end();
    }
  }

  /**
   * Ends the thread immediately, like a crash, and waits until it has ended. Two threads must never have
   * the same folder open. *Errors*: `storage-unavailable` if the system can't end the thread.
   */
  async end(): Promise<void> {
    void this.#worker.terminate();
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(storageStopped(new Error('the database thread did not end'))),
        END_LIMIT_MS,
      );
    });
    await Promise.race([this.#ended, limit]).finally(() => clearTimeout(timer));
  }

  #call(request: WithoutId<WorkerRequest>, limitMs: number): Promise<WorkerAnswer> {
    if (this.#death !== null) return Promise.reject(this.#death);
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = this.#answerTo(id, this.#fileTrouble === null ? limitMs : TROUBLE_LIMIT_MS);
    try {
      this.#worker.postMessage({ ...request, id });
    } catch (error) {
      // A parameter can't be cloned, so nothing was sent.
      this.#settle({ id, failure: notSent(error) });
    }
    return answer;
  }

  #answerTo(id: number, limitMs: number): Promise<WorkerAnswer> {
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, timer: this.#giveUpAfter(limitMs) });
    });
  }

  #giveUpAfter(limitMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#die(new Error(`the database thread did not answer within ${limitMs / SECOND_MS} s`));
      void this.#worker.terminate();
    }, limitMs);
  }

  /** Shortens the time limit of all waiting calls after a failed file operation. */
  #doubt(fileTrouble: string): void {
    const first = this.#fileTrouble === null;
    this.#fileTrouble = fileTrouble;
    if (!first) return;
    for (const pending of this.#pending.values()) {
      clearTimeout(pending.timer);
      pending.timer = this.#giveUpAfter(TROUBLE_LIMIT_MS);
    }
  }

  #settle(answer: WorkerAnswer): void {
    const pending = this.#pending.get(answer.id);
    if (pending === undefined) return;
    this.#pending.delete(answer.id);
    clearTimeout(pending.timer);
    this.#answeredAt = performance.now();
    if (!('failure' in answer)) {
      this.#fileTrouble = null;
      pending.resolve(answer);
      return;
    }
    const { failure } = answer;
    const error = toError(failure);
    // Keep this as the reason for calls that arrive before the thread is replaced.
    if (failure.end !== null) this.#death ??= error;
    else this.#fileTrouble = null;
    pending.reject(error);
  }

  #die(cause: Error): void {
    this.#death ??= explainDeath(cause, this.#fileTrouble);
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject, timer } of waiting) {
      clearTimeout(timer);
      reject(this.#death);
    }
  }
}

/** The last failed file operation explains why a thread ended or hangs. */
function explainDeath(cause: Error, fileTrouble: string | null): Error {
  const withCode = fileTrouble === null ? cause : Object.assign(cause, { code: fileTrouble });
  const mapped = mapStorageError(withCode);
  return isStorageError(mapped) ? mapped : storageStopped(cause);
}

function notSent(error: unknown): WorkerFailure {
  const message = asError(error).message;
  return { message, code: null, constraint: null, table: null, column: null, end: null };
}

function toError(failure: WorkerFailure): Error {
  const { code, message, end } = failure;
  const mapped = mapStorageError(
    code === null ? new Error(message) : new SqlError(message, code, failure),
  );
  if (end === null || isStorageError(mapped)) return mapped;
  return end === 'refused' ? storageDamaged(mapped) : storageStopped(mapped);
}
