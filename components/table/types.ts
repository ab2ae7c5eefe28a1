import type { ReactNode } from 'react';

/** A column of a table. `id` is its name in the URL. */
export type DataColumn<Row> = {
  id: string;
  header: string;
  /** *Units*: CSS pixels. Columns share the remaining width in proportion. */
  width: number;
  cell: (row: Row) => ReactNode;
  /** A second line in the cell, which the name of the row's button leaves out. */
  below?: (row: Row) => ReactNode;
  /** Name of the sort in the table schema; without it the column can't be sorted. */
  sort?: string;
  /** Set if the column shows an age but sorts by a date, which has the opposite order. */
  reversed?: boolean;
  align?: 'right';
  hidden?: boolean;
};

/** The part of a list query that the table uses; the result of `useInfiniteQuery` fits. */
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
