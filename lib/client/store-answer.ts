import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Stores what a change answered in the query cache. A read that began before the change may answer later, with
 * the state before it, so it is cancelled.
 */
export async function storeAnswer(
  client: QueryClient,
  queryKey: QueryKey,
  answer: object,
): Promise<void> {
  await client.cancelQueries({ queryKey, exact: true });
  client.setQueryData(queryKey, answer);
}
