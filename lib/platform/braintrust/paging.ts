import type { OperationName } from './allowed-calls';
import { unexpectedAnswer } from './faults';

export type PagingLimits = { maxObjects: number; tooMany: 'too-large' | 'too-many-keys' };

/** One page, and the number of objects that was requested. */
export type Page<T> = { objects: T[]; limit: number };

/** `endedEarly`: a short page was taken for the last one, without asking for another. */
export type ReadList<T> = { objects: T[]; endedEarly: boolean };

/** This many lists must have ended with a short page before a short page may end a list. */
const LISTS_TO_LEARN_FROM = 25;

/**
 * Learns from members' key lists whether a page shorter than others can be followed by another one. A page
 * can be short because the server caps it, or filters it after applying the limit.
 */
export class ShortPages {
  readonly #knownToContinue: boolean;
  #largest = 0;
  #smallestContinued = Infinity;
  #endedLists = 0;

  constructor(knownToContinue = false) {
    this.#knownToContinue = knownToContinue;
  }

  /** True once another page followed a short page. From then on every list is read to its end. */
  get continue(): boolean {
    return this.#knownToContinue || this.#smallestContinued < this.#largest;
  }

  /** Whether this first page may be taken for the complete list. */
  mayEnd({ objects, limit }: Page<unknown>): boolean {
    return (
      this.#endedLists >= LISTS_TO_LEARN_FROM &&
      !this.continue &&
      objects.length < Math.min(limit, this.#largest)
    );
  }

  noteMore({ objects, limit }: Page<unknown>): void {
    // A full page can always be followed by another, so it says nothing about short pages.
    if (objects.length < limit) {
      this.#smallestContinued = Math.min(this.#smallestContinued, objects.length);
    }
    this.#largest = Math.max(this.#largest, objects.length);
  }

  noteEnd({ objects }: Page<unknown>): void {
    if (objects.length < this.#largest) this.#endedLists += 1;
    this.#largest = Math.max(this.#largest, objects.length);
  }
}

/**
 * Reads all objects of a list, each id once and in order, until a page is empty. With `mayEndEarly`, a
 * short first page may end the list; `shortPages` decides.
 *
 * An id that occurs twice on one page is one object. An id from an earlier page is an error: the cursor is
 * an id, so objects created or deleted meanwhile don't shift the list. A list that repeats objects may also
 * skip some.
 * *Errors*: `cursor-loop` if a page contains an id from an earlier page.
 */
export async function readWholeList<T extends { id: string }>(
  operation: OperationName,
  limits: PagingLimits,
  readPage: (startingAfter: string | null) => Promise<Page<T>>,
  { shortPages, mayEndEarly }: { shortPages?: ShortPages; mayEndEarly?: boolean } = {},
): Promise<ReadList<T>> {
  const found = new Map<string, T>();
  let before: Page<T> | null = null;
  for (;;) {
    const page: Page<T> = await readPage(before?.objects.at(-1)?.id ?? null);
    const { objects } = page;
    if (objects.some(({ id }) => found.has(id))) {
      throw unexpectedAnswer('cursor-loop', { operation, status: 200 });
    }
    for (const object of objects) found.set(object.id, object);
    if (found.size > limits.maxObjects) {
      throw unexpectedAnswer(limits.tooMany, { operation, status: 200 });
    }
    if (objects.length === 0) {
      if (before !== null) shortPages?.noteEnd(before);
      return { objects: [...found.values()], endedEarly: false };
    }
    if (before !== null) shortPages?.noteMore(before);
    else if (mayEndEarly === true && shortPages?.mayEnd(page) === true) {
      return { objects: [...found.values()], endedEarly: true };
    }
    before = page;
  }
}
