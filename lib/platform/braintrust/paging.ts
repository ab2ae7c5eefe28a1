import type { OperationName } from './allowed-calls';
import { unexpectedAnswer } from './faults';

export type PagingLimits = { maxObjects: number; tooMany: 'too-large' | 'too-many-keys' };

/** One page, and how many objects it was asked for. */
export type Page<T> = { objects: T[]; limit: number };

/** A list that was read, and whether its last page was taken for the end without asking for more. */
export type ReadList<T> = { objects: T[]; endedEarly: boolean };

/** So many lists must have shown that nothing follows a short page before one may end a list. */
const LISTS_TO_LEARN_FROM = 25;

/**
 * Learns from members' key lists whether anything follows a page that is shorter than others. A page
 * can be short because of a server's cap or because it was filtered after the limit was applied.
 * *Source*: braintrust.md "Limits, errors, paging".
 */
export class ShortPages {
  readonly #knownToContinue: boolean;
  #largest = 0;
  #smallestContinued = Infinity;
  #endedLists = 0;

  constructor(knownToContinue = false) {
    this.#knownToContinue = knownToContinue;
  }

  /** True once a short page was followed by more: from then on every list is read to its end. */
  get continue(): boolean {
    return this.#knownToContinue || this.#smallestContinued < this.#largest;
  }

  /** Whether this first page of a list may be taken for the whole list. */
  mayEnd({ objects, limit }: Page<unknown>): boolean {
    return (
      this.#endedLists >= LISTS_TO_LEARN_FROM &&
      !this.continue &&
      objects.length < Math.min(limit, this.#largest)
    );
  }

  noteMore({ objects, limit }: Page<unknown>): void {
    // A full page is followed by more wherever there is more: it says nothing of short ones.
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
 * All objects of a list, each id once, in the order in which they came, read until a page is empty.
 * With `learning`, a list ends early where it lets a short first page end it.
 *
 * An id twice on one page is one object. On a later page it is a fault: a cursor is an id, so what
 * is created or deleted meanwhile moves nothing, and a list that steps back may as well step over.
 * *Errors*: `cursor-loop` when a later page brings any id that an earlier one brought.
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
