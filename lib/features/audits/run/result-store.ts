import {
  isStorageError,
  MINUTE_MS,
  SECOND_MS,
  type AuditId,
  type KeyId,
  type MemberId,
} from '@/lib/domain/core';
import type { schema, Store } from '@/lib/platform/database';
import { blocked, type MemberResult } from './member-result';
import type { AuditSignal } from './watch-audit';
import type { WorkItem } from './work-list';
import { writeResults, type Batch } from './write-results';

/** How many member results a crash may lose. */
const UNSTORED_MEMBERS = 50;
/** A batch is written as soon as this many results wait. Its fixed cost equals about 12 members'. */
const BATCH_MEMBERS = UNSTORED_MEMBERS;
/** The longest that a result waits before its batch is written. */
const UNSTORED_MS = 1000;

/** How long to retry while the database is unreachable or full before the run gives up. */
const STORAGE_PATIENCE_MS = 10 * MINUTE_MS;
const STORAGE_RETRY_MS = 2 * SECOND_MS;

type Input = {
  store: Store;
  auditId: AuditId;
  members: ReadonlyMap<MemberId, WorkItem>;
  /** The holder of each key stored so far; this class adds to it. */
  holders: Map<KeyId, MemberId>;
  now: () => Date;
  calls: () => schema.StoredCalls;
  shortPagesContinue: () => boolean;
  /** Called after each batch, so about twice a second. */
  onSignal: (signal: AuditSignal) => void;
  /** Once aborted, failed batches are no longer retried. */
  signal: AbortSignal;
  patienceMs: number | undefined;
  retryMs: number | undefined;
};

/**
 * Writes results of members in batches, each in one short transaction: state, keys, counts.
 *
 * At most `UNSTORED_MEMBERS` results are unstored at any time, the current batch included; `add` waits beyond
 * that. If the answers of two members hold the same key, no one can tell whose it is. Both members become
 * identity mismatches, whichever came first. While the database is unreachable or full, batches are retried
 * and nothing is lost.
 */
export class ResultStore {
  readonly #input: Input;
  readonly #timer: NodeJS.Timeout;
  #waiting: MemberResult[] = [];
  #retracted: MemberId[] = [];
  #flushing: Promise<void> | null = null;
  #unstored = 0;
  #failure: { error: unknown } | null = null;

  constructor(input: Input) {
    this.#input = input;
    this.#timer = setInterval(() => void this.#flush(), UNSTORED_MS / 2);
    this.#timer.unref();
  }

  /** Adds a result; waits while too many are unstored. *Errors*: those of the database. */
  async add(result: MemberResult): Promise<void> {
    this.#waiting.push(this.#checked(result));
    this.#unstored += 1;
    if (this.#waiting.length >= BATCH_MEMBERS) void this.#flush();
    while (this.#unstored >= UNSTORED_MEMBERS) {
      await this.#flush();
      this.#throwFailure();
    }
  }

  /** Stores the remaining results and stops the timer. *Errors*: those of the database. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    do {
      await this.#flush();
      this.#throwFailure();
    } while (this.#unstored > 0);
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure.error;
  }

  #checked(result: MemberResult): MemberResult {
    if (result.state !== 'audited') return result;
    const { holders, members } = this.#input;
    const rivals = new Set<MemberId>();
    for (const key of result.keys) {
      const holder = holders.get(key.id);
      if (holder === undefined) holders.set(key.id, result.memberId);
      else if (holder !== result.memberId) rivals.add(holder);
    }
    if (rivals.size === 0) return result;
    this.#retracted.push(...[...rivals].filter((rival) => members.has(rival)));
    return blocked(result.memberId, 'identity-mismatch', result.via);
  }

  /** Starts a batch or joins the current one. Never rejects: `add` and `close` report failures. */
  #flush(): Promise<void> {
    this.#flushing ??= this.#writeBatch().finally(() => {
      this.#flushing = null;
      if (this.#waiting.length >= BATCH_MEMBERS) void this.#flush();
    });
    return this.#flushing;
  }

  async #writeBatch(): Promise<void> {
    const batch = { results: this.#waiting, retracted: this.#retracted };
    this.#waiting = [];
    this.#retracted = [];
    const { patienceMs = STORAGE_PATIENCE_MS, retryMs = STORAGE_RETRY_MS, signal } = this.#input;
    const giveUpAt = performance.now() + patienceMs;
    let error = await this.#tryBatch(batch);
    while (isStorageError(error) && performance.now() < giveUpAt && !signal.aborted) {
      await pause(retryMs, signal);
      error = await this.#tryBatch(batch);
    }
    if (error !== null) this.#failure = { error };
  }

  /** Writes the batch and returns the error, or `null`. */
  #tryBatch(batch: Batch): Promise<unknown> {
    const { store, onSignal } = this.#input;
    return store
      .transaction((tx) => writeResults(tx, this.#input, batch))
      .then(
        (signal) => {
          this.#unstored -= batch.results.length;
          onSignal(signal);
          return null;
        },
        (error: unknown) => error ?? new Error('the batch failed'),
      );
  }
}

/** Waits until the time has passed or the signal is aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
