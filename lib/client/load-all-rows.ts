import { InfiniteQueryObserver, type QueryClient } from '@tanstack/react-query';
import type { ListOptions } from './queries';

/** Loads the pages of a list that aren't loaded yet, and returns all its rows. *Errors*: `ApiError`. */
export async function loadAllRows<Row>(
  client: QueryClient,
  options: ListOptions<Row>,
): Promise<Row[]> {
  // The screen may show another list before all pages have arrived, so this doesn't share the screen's observer.
  const observer = new InfiniteQueryObserver(client, options);
  if (observer.getCurrentResult().data === undefined)
    await observer.refetch({ throwOnError: true });
  let list = observer.getCurrentResult();
  while (list.hasNextPage)
    list = await observer.fetchNextPage({ cancelRefetch: false, throwOnError: true });
  return list.data ?? [];
}
