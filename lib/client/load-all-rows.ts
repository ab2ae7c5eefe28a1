import { InfiniteQueryObserver, type QueryClient } from '@tanstack/react-query';
import type { ListOptions } from './queries';

/** Loads the pages of a list that aren't loaded yet, and returns all its rows. *Errors*: `ApiError`. */
export async function loadAllRows<Row>(
  client: QueryClient,
  options: ListOptions<Row>,
): Promise<Row[]> {
  // With its own observer it loads this list to the end, even if the screen shows another list meanwhile.
  const observer = new InfiniteQueryObserver(client, options);
  if (observer.getCurrentResult().data === undefined)
    await observer.refetch({ throwOnError: true });
  let list = observer.getCurrentResult();
  while (list.hasNextPage)
    list = await observer.fetchNextPage({ cancelRefetch: false, throwOnError: true });
  return list.data ?? [];
}
