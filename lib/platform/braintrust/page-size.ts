import { AppError } from '@/lib/domain/core';
import type { OperationName } from './allowed-calls';
import type { Page } from './paging';

/** Asks for one page of at most `limit` objects. See `CallInput.badGatewaysToTake`. */
type AskPage<T> = (limit: number, badGatewaysToTake?: number) => Promise<T[]>;

/** After this many 502 answers, the page may be too large. */
const BAD_GATEWAYS_TO_TAKE = 2;

/**
 * Finds, per operation, a page size that the upstream can answer. A page may be too large for the upstream,
 * its gateway or us. It is then requested again from the same position with half the limit.
 */
export class PageSizes {
  readonly #largest: number;
  readonly #learned = new Map<OperationName, number>();

  constructor(largest: number) {
    this.#largest = largest;
  }

  /** *Errors*: those of the call, if a smaller page doesn't help. */
  async read<T>(operation: OperationName, askPage: AskPage<T>): Promise<Page<T>> {
    const first = this.#learned.get(operation) ?? this.#largest;
    let accepted = first;
    let suspected = false;
    for (let limit = first; limit >= 1; limit = Math.floor(limit / 2)) {
      const answer = await answerOf(askPage(limit, suspected ? 1 : BAD_GATEWAYS_TO_TAKE));
      if ('objects' in answer) {
        // If the smaller page was the rest of the list, the 502 may have had another cause.
        const isProven = !suspected || answer.objects.length >= limit;
        if (limit < first && isProven) this.#learn(operation, limit);
        return { objects: answer.objects, limit };
      }
      if (answer.trouble === 'bad-gateway') suspected = true;
      else accepted = Math.floor(limit / 2);
      if (accepted === 0) throw answer.error;
    }
    // Even a page of one object gets a 502, so the size isn't the cause.
    return { objects: await askPage(accepted), limit: accepted };
  }

  #learn(operation: OperationName, limit: number): void {
    this.#learned.set(operation, Math.min(limit, this.#learned.get(operation) ?? limit));
  }
}

type Answer<T> = { objects: T[] } | { trouble: 'too-large' | 'bad-gateway'; error: AppError };

/** *Errors*: every error that a smaller page can't fix. */
async function answerOf<T>(asked: Promise<T[]>): Promise<Answer<T>> {
  try {
    return { objects: await asked };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { status, kind } = error.details;
    if (status === 413 || kind === 'too-large') return { trouble: 'too-large', error };
    if (status === 502) return { trouble: 'bad-gateway', error };
    throw error;
  }
}
