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

/** Makes one client's calls and checks the answers against their schemas. */
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

  ask = async <S extends z.ZodType>(
    operation: OperationName,
    schema: S,
    input: CallInput,
  ): Promise<z.output<S>> => {
    const answer = await this.#caller.call(operation, input, this.#signal);
    return checked(operation, schema, answer);
  };

  /** Reads a list page by page until a page is empty. */
  list = async <T extends { id: string }>(
    operation: OperationName,
    page: z.ZodType<T[]>,
    input: ListInput,
  ): Promise<T[]> => (await this.#read(operation, page, input, false)).objects;

  /** Like `list`, but may stop after a short first page if no page has followed a short one so far. */
  listThrifty = async <T extends { id: string }>(
    operation: OperationName,
    page: z.ZodType<T[]>,
    input: ListInput,
  ): Promise<ReadList<T>> => this.#read(operation, page, input, true);

  /** True once a key list continued after a short page. */
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

  /** *Errors*: `details.detail` describes what came instead of a token. */
  async impersonate(
    id: MemberId,
    options: Pick<CallInput, 'signal' | 'mayBeAbsent'> = {},
  ): Promise<{ token: string }> {
    const operation = 'impersonate';
    const input = { body: { user_id: id }, ...options };
    const reading = readImpersonationToken(await this.#caller.call(operation, input, this.#signal));
    if (reading.found) return { token: reading.token };
    throw unexpectedAnswer('shape', { operation, status: 200, detail: `came: ${reading.came}` });
  }

  counts(): CallCounts {
    return structuredClone(this.#caller.counts);
  }
}

/** Parses the answer into our own types; fields that the schema doesn't name are dropped. */
function checked<S extends z.ZodType>(
  operation: OperationName,
  schema: S,
  answer: unknown,
): z.output<S> {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  // Report paths and codes only, because the values may be confidential.
  const places = result.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.code} at ${issue.path.map(String).join('.') || 'the top'}`);
  throw unexpectedAnswer('shape', { operation, status: 200, detail: places.join('; ') });
}
