import type { z } from 'zod';
import type { MemberId } from '@/lib/domain/core';
import type { OperationName } from './allowed-calls';
import type { Caller, CallInput } from './caller';
import { unexpectedAnswer } from './faults';
import { readImpersonationToken } from './impersonation-token';
import { PageSizes } from './page-size';
import { readWholeList, type ReadList, type ShortPages } from './paging';
import type { CallCounts, ClientLimits } from './types';

type ListInput = CallInput & { maxKeys?: number | undefined };

/** Calls of one client with their answers checked: single answers, whole lists, tokens. */
export class Calls {
  readonly #caller: Caller;
  readonly #limits: ClientLimits;
  readonly #signal: AbortSignal | undefined;
  readonly #shortPages: ShortPages;
  readonly #pageSizes: PageSizes;

  constructor(
    caller: Caller,
    limits: ClientLimits,
    shortPages: ShortPages,
    signal: AbortSignal | undefined,
  ) {
    this.#caller = caller;
    this.#limits = limits;
    this.#shortPages = shortPages;
    this.#pageSizes = new PageSizes(limits.pageSize);
    this.#signal = signal;
  }

  /** One answer in our own types. */
  ask = async <S extends z.ZodType>(
    operation: OperationName,
    schema: S,
    input: CallInput,
  ): Promise<z.output<S>> => {
    const answer = await this.#caller.call(operation, input, this.#signal);
    return checked(operation, schema, answer);
  };

  /** A list, read page by page until one is empty. */
  list = async <T extends { id: string }>(
    operation: OperationName,
    page: z.ZodType<T[]>,
    input: ListInput,
  ): Promise<T[]> => (await this.#read(operation, page, input, false)).objects;

  /** The same, which may end early where a short page has always been the last one so far. */
  listThrifty = async <T extends { id: string }>(
    operation: OperationName,
    page: z.ZodType<T[]>,
    input: ListInput,
  ): Promise<ReadList<T>> => this.#read(operation, page, input, true);

  /** Whether a key list went on after a short page. */
  get shortPagesContinue(): boolean {
    return this.#shortPages.continue;
  }

  #read<T extends { id: string }>(
    operation: OperationName,
    page: z.ZodType<T[]>,
    { maxKeys, query, ...rest }: ListInput,
    mayEndEarly: boolean,
  ): Promise<ReadList<T>> {
    const bound = {
      maxObjects: maxKeys ?? this.#limits.maxObjects,
      tooMany: maxKeys === undefined ? ('too-large' as const) : ('too-many-keys' as const),
    };
    return readWholeList(
      operation,
      bound,
      (startingAfter) =>
        this.#pageSizes.read(operation, (limit, badGatewaysToTake) =>
          this.ask(operation, page, {
            ...rest,
            badGatewaysToTake,
            query: {
              limit: String(limit),
              ...query,
              ...(startingAfter === null ? {} : { starting_after: startingAfter }),
            },
          }),
        ),
      operation === 'listKeys' ? { shortPages: this.#shortPages, mayEndEarly } : {},
    );
  }

  /** A token to act as a member. *Errors*: what came instead is named in `details.detail`. */
  async impersonate(id: MemberId, signal: AbortSignal | undefined): Promise<{ token: string }> {
    const operation = 'impersonate';
    const input = { body: { user_id: id }, signal };
    const reading = readImpersonationToken(await this.#caller.call(operation, input, this.#signal));
    if (reading.found) return { token: reading.token };
    throw unexpectedAnswer('shape', { operation, status: 200, detail: `came: ${reading.came}` });
  }

  /** How many calls were made, by operation; a copy. */
  counts(): CallCounts {
    return structuredClone(this.#caller.counts);
  }
}

/** The answer in our own types; nothing that the schema does not name gets past here. */
function checked<S extends z.ZodType>(
  operation: OperationName,
  schema: S,
  answer: unknown,
): z.output<S> {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  // Paths and codes say what did not fit; the values stay out of it.
  const places = result.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.code} at ${issue.path.map(String).join('.') || 'the top'}`);
  throw unexpectedAnswer('shape', { operation, status: 200, detail: places.join('; ') });
}
