import type { RowList } from './types';

/** Whether to show a skeleton. If the previous filter had no rows, the current one may have some. */
export function isLoading<Row>({ isPending, isPlaceholderData, data }: RowList<Row>): boolean {
  return isPending || (isPlaceholderData && data?.length === 0);
}
