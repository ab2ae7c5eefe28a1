import { AppError } from '@/lib/domain/core';
import type { OperationName } from './allowed-calls';
import type { Page } from './paging';

/** Asks for one page of so many objects; see `CallInput.badGatewaysToTake`. */
type AskPage<T> = (limit: number, badGatewaysToTake?: number) => Promise<T[]>;

/** Answers of 502 before the size of the page is suspected. */
const BAD_GATEWAYS_TO_TAKE = 2;

/**
 * Page sizes that the upstream can answer, by operation. A page that is too large for it, for a
 * gateway in front of it or for us is asked for again from the same place with half the limit.
 */
export class PageSizes {
  readonly #largest: number;
  readonly #learned = new Map<OperationName, number>();

  constructor(largest: number) {
    this.#largest = largest;
  }

  /** *Errors*: those of the call, once no smaller page helps. */
  async read<T>(operation: OperationName, askPage: AskPage<T>): Promise<Page<T>> {
    const first = this.#learned.get(operation) ?? this.#largest;
    let accepted = first;
    let suspected = false;
    for (let limit = first; limit >= 1; limit = Math.floor(limit / 2)) {
      const answer = await answerOf(askPage(limit, suspected ? 1 : BAD_GATEWAYS_TO_TAKE));
      if ('objects' in answer) {
        // A 502 proves nothing of the size where the smaller page was the rest of the list.
        const isProven = !suspected || answer.objects.length >= limit;
        if (limit < first && isProven) this.#learn(operation, limit);
        return { objects: answer.objects, limit };
      }
      if (answer.trouble === 'bad-gateway') suspected = true;
      else accepted = Math.floor(limit / 2);
      if (accepted === 0) throw answer.error;
    }
    // Even single objects get a 502, so the size is not what is wrong.
    return { objects: await askPage(accepted), limit: accepted };
  }

  #learn(operation: OperationName, limit: number): void {
    this.#learned.set(operation, Math.min(limit, this.#learned.get(operation) ?? limit));
  }
}

type Answer<T> = { objects: T[] } | { trouble: 'too-large' | 'bad-gateway'; error: AppError };

/** *Errors*: whatever a smaller page can't help. */
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
