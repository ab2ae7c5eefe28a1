import 'server-only';
import { dehydrate, QueryClient, type DehydratedState, type QueryKey } from '@tanstack/react-query';
import { runtime } from './runtime';

/** A query of a screen, and how the server reads its data without an HTTP call to itself. */
export type Prefetch = {
  /** The same query options as in the screen; lists may be infinite queries. */
  options: { queryKey: QueryKey; initialPageParam?: unknown };
  /** What the endpoint would return; for a list, its first page. */
  read: () => Promise<unknown>;
};

/**
 * Reads the queries for `<HydrationBoundary state>`, so that the first response contains the rows.
 * The browser repeats a query that failed here, and shows its error.
 */
export async function prefetch(...queries: readonly Prefetch[]): Promise<DehydratedState> {
  const client = new QueryClient();
  const answers = await Promise.allSettled(queries.map(({ read }) => read()));
  for (const [index, answer] of answers.entries()) {
    const options = queries[index]?.options;
    if (options === undefined) continue;
    if (answer.status === 'rejected') {
      (await runtime()).log.warn('data for a page could not be read', { error: answer.reason });
    } else client.setQueryData(options.queryKey, asStored(options, answer.value));
  }
  return dehydrate(client);
}

function asStored(options: Prefetch['options'], value: unknown): unknown {
  if (!('initialPageParam' in options)) return value;
  return { pages: [value], pageParams: [options.initialPageParam] };
}
