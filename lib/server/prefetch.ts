import 'server-only';
import { dehydrate, QueryClient, type DehydratedState, type QueryKey } from '@tanstack/react-query';
import { runtime } from './runtime';

/** A query of the screen, and how the server reads the same without a call to itself. */
export type Prefetch = {
  /** The very query options that the screen uses; lists may be infinite ones. */
  options: { queryKey: QueryKey; initialPageParam?: unknown };
  /** The answer of the endpoint; for a list its first page. */
  read: () => Promise<unknown>;
};

/**
 * What the given queries answer, for `<HydrationBoundary state>`: the screen has its rows in the
 * first answer of the server. A query that fails is left to the browser, which shows its error.
 */
export async function prefetch(...queries: readonly Prefetch[]): Promise<DehydratedState> {
  const client = new QueryClient();
  const answers = await Promise.allSettled(queries.map(({ read }) => read()));
  for (const [index, answer] of answers.entries()) {
    const options = queries[index]?.options;
    if (options === undefined) continue;
    if (answer.status === 'rejected') {
      (await runtime()).log.warn('a page could not be filled', { error: answer.reason });
    } else client.setQueryData(options.queryKey, asStored(options, answer.value));
  }
  return dehydrate(client);
}

function asStored(options: Prefetch['options'], value: unknown): unknown {
  if (!('initialPageParam' in options)) return value;
  return { pages: [value], pageParams: [options.initialPageParam] };
}
