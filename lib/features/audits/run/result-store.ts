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

/** Most member results that a kill may lose, in members. */
const UNSTORED_MEMBERS = 50;
/** A batch is written when this many wait. Each costs as much as its first dozen members do. */
const BATCH_MEMBERS = UNSTORED_MEMBERS;
/** Longest time that a result waits to be stored. */
const UNSTORED_MS = 1000;

/** How long a database that is away or full is waited for before the audit lets go. */
const STORAGE_PATIENCE_MS = 10 * MINUTE_MS;
const STORAGE_RETRY_MS = 2 * SECOND_MS;

type Input = {
  store: Store;
  auditId: AuditId;
  members: ReadonlyMap<MemberId, WorkItem>;
  /** Who holds which key as far as is stored; it grows. */
  holders: Map<KeyId, MemberId>;
  now: () => Date;
  calls: () => schema.StoredCalls;
  shortPagesContinue: () => boolean;
  /** Told after each batch, and at least twice a second. */
  onSignal: (signal: AuditSignal) => void;
  /** Once aborted, a database that is away is waited for no longer. */
  signal: AbortSignal;
  patienceMs: number | undefined;
  retryMs: number | undefined;
};

/**
 * Writes results of members in batches, each in one short transaction: state, keys, counts.
 *
 * Holds at most `UNSTORED_MEMBERS` results that are not stored yet, the batch under way included:
 * `add` waits beyond that. Where two members' answers hold the same key, nobody can tell whose it
 * is: both are identity mismatches, whichever came first. While the database is away or full,
 * batches are tried again and nothing is lost.
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

  /** Takes a result; waits while too many are not stored. *Errors*: those of the database. */
  async add(result: MemberResult): Promise<void> {
    this.#waiting.push(this.#checked(result));
    this.#unstored += 1;
    if (this.#waiting.length >= BATCH_MEMBERS) void this.#flush();
    while (this.#unstored >= UNSTORED_MEMBERS) {
      await this.#flush();
      this.#throwFailure();
    }
  }

  /** Stores what is left and stops. *Errors*: those of the database. */
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

  /** Starts a batch, or joins the one under way. Never rejects: failures stay for `add`, `close`. */
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

  /** Writes the batch. *Shape*: the error, or `null`. */
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

/** Waits so long, or until the signal is aborted. */
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
