import type { ReactNode } from 'react';

/** One column. `id` is its name in the URL. */
export type DataColumn<Row> = {
  id: string;
  header: string;
  /** *Units*: CSS pixels; what is left over is shared out in proportion. */
  width: number;
  cell: (row: Row) => ReactNode;
  /** Name of the sort in the table schema; without it the column does not sort. */
  sort?: string;
  /** The column shows an age: its order is the reverse of the date that is sorted by. */
  reversed?: boolean;
  align?: 'right';
  hidden?: boolean;
};

/** What the table needs of a list query; `useInfiniteQuery` of any list option gives it. */
export type RowList<Row> = {
  data: Row[] | undefined;
  error: unknown;
  isPending: boolean;
  isPlaceholderData: boolean;
  dataUpdatedAt: number;
  hasNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
};
