import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { AppError } from '@/lib/core';
import { repositoryPath } from '../repository-path';
import { SqlError, mapStorageError, storageUnavailable } from '../storage-errors';
import type {
  WorkerAnswer,
  WorkerFailure,
  WorkerRequest,
  WorkerResult,
  WorkerStart,
  WorkerStats,
} from './protocol';

type WithoutId<Request> = Request extends unknown ? Omit<Request, 'id'> : never;

interface Pending {
  resolve: (answer: WorkerAnswer) => void;
  reject: (error: Error) => void;
}

/** What the worker answers unasked, once its database is open. */
const READY_ID = 0;
const WORKER_FILE = 'lib/store/embedded/worker.ts';

/** The thread that owns an embedded database, and the calls that wait for it. */
export class DatabaseWorker {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #death: Error | null = null;
  #closing = false;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (message: WorkerAnswer) => this.#settle(message));
    worker.on('error', (error: Error) => this.#die(error));
    worker.on('messageerror', (error) => this.#die(error));
    worker.on('exit', (code) => this.#die(new Error(`the database thread ended (${code})`)));
  }

  /** A worker whose database is open. *Errors*: `storage-full`, `storage-unavailable`. */
  static async start(start: WorkerStart): Promise<DatabaseWorker> {
    const file = repositoryPath(WORKER_FILE);
    if (!existsSync(file)) {
      throw new AppError(
        'configuration',
        'The embedded database must be started in the folder of Latchkey.',
        {
          message: `${WORKER_FILE} is not below the working folder`,
        },
      );
    }
    const worker = new Worker(/* turbopackIgnore: true */ file, {
      workerData: start,
      transferList: start.template === null ? [] : [start.template],
      // Whatever loader started this process (tsx, vitest): the worker needs none.
      execArgv: [],
      name: 'latchkey-database',
      // Statements and rows pass through and are garbage at once: room for more only costs memory.
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    });
    const started = new DatabaseWorker(worker);
    try {
      await started.#answerTo(READY_ID);
    } catch (error) {
      throw explainOpening(error);
    }
    return started;
  }

  /** False once the thread has ended: no call to it will be answered. */
  get alive(): boolean {
    return this.#death === null;
  }

  /** The results of one statement, or of several without parameters. */
  async run(
    request: WithoutId<Extract<WorkerRequest, { kind: 'query' | 'exec' }>>,
  ): Promise<WorkerResult[]> {
    const answer = await this.#call(request);
    if ('results' in answer) return answer.results;
    throw new Error(`unexpected answer to ${request.kind}`);
  }

  /** The whole database as a tar. */
  async dump(): Promise<ArrayBuffer> {
    const answer = await this.#call({ kind: 'dump' });
    if ('dump' in answer) return answer.dump;
    throw new Error('unexpected answer to dump');
  }

  async stats(): Promise<WorkerStats> {
    const answer = await this.#call({ kind: 'stats' });
    if ('stats' in answer) return answer.stats;
    throw new Error('unexpected answer to stats');
  }

  /** Waits for what is running, closes the database and ends the thread. */
  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    try {
      if (this.#death === null) await this.#call({ kind: 'close' });
    } finally {
      await this.#worker.terminate();
    }
  }

  /** Ends the thread at once, as a crash would. For tests. */
  async kill(): Promise<void> {
    await this.#worker.terminate();
  }

  #call(request: WithoutId<WorkerRequest>): Promise<WorkerAnswer> {
    if (this.#death !== null) return Promise.reject(storageUnavailable(this.#death));
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = this.#answerTo(id);
    try {
      this.#worker.postMessage({ ...request, id });
    } catch (error) {
      // A parameter that cannot be cloned: nothing was sent.
      this.#settle({ id, failure: notSent(error) });
    }
    return answer;
  }

  #answerTo(id: number): Promise<WorkerAnswer> {
    return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
  }

  #settle(answer: WorkerAnswer): void {
    const pending = this.#pending.get(answer.id);
    if (pending === undefined) return;
    this.#pending.delete(answer.id);
    if ('failure' in answer) pending.reject(toError(answer.failure));
    else pending.resolve(answer);
  }

  #die(cause: Error): void {
    this.#death ??= cause;
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of waiting) reject(storageUnavailable(this.#death));
  }
}

/** A thread that ends while it opens tells why in the cause. */
function explainOpening(error: unknown): Error {
  const cause = error instanceof AppError ? error.cause : error;
  const mapped = mapStorageError(cause);
  return mapped instanceof AppError
    ? mapped
    : storageUnavailable(cause, `the embedded database did not open: ${mapped.message}`);
}

function notSent(error: unknown): WorkerFailure {
  const message = error instanceof Error ? error.message : String(error);
  return { message, code: null, constraint: null, table: null, column: null };
}

function toError(failure: WorkerFailure): Error {
  const { code, message } = failure;
  return mapStorageError(code === null ? new Error(message) : new SqlError(message, code, failure));
}
