import type { OperationName } from './allowed-calls';
import { unexpectedAnswer } from './faults';

export type PagingLimits = { maxObjects: number; tooMany: 'too-large' | 'too-many-keys' };

/**
 * Reads whole lists. It remembers the longest page that each endpoint gave, because a page may hold
 * fewer objects than asked for (the server's own cap): a page ends its list only if it is empty, or
 * shorter than another page of the same endpoint, for the cap is at least as high as that one.
 */
export class Pager {
  readonly #longest = new Map<OperationName, number>();

  /**
   * All objects of a list, each id once, in the order in which they came. An id twice on one page
   * is one object. On a later page it is a fault: a cursor is an id, so what is made or deleted
   * meanwhile moves nothing, and a list that steps back may as well step over.
   * *Errors*: `cursor-loop` when a later page brings any id that an earlier one brought.
   */
  async readAll<T extends { id: string }>(
    operation: OperationName,
    limits: PagingLimits,
    readPage: (startingAfter: string | null) => Promise<T[]>,
  ): Promise<T[]> {
    const found = new Map<string, T>();
    let cursor: string | null = null;
    for (;;) {
      const page: T[] = await readPage(cursor);
      if (page.some(({ id }) => found.has(id))) {
        throw unexpectedAnswer('cursor-loop', { operation, status: 200 });
      }
      for (const object of page) found.set(object.id, object);
      if (found.size > limits.maxObjects) {
        throw unexpectedAnswer(limits.tooMany, { operation, status: 200 });
      }
      const last = page.at(-1);
      if (last === undefined) break;
      if (this.#endsList(operation, page.length)) break;
      cursor = last.id;
    }
    return [...found.values()];
  }

  #endsList(operation: OperationName, length: number): boolean {
    const longest = this.#longest.get(operation) ?? 0;
    if (length < longest) return true;
    this.#longest.set(operation, length);
    return false;
  }
}
