import type { DataColumn } from './types';

/** Ids of the columns to show: those the URL names, else those that are by default; the first always. */
export function shownColumns<Row>(
  columns: readonly DataColumn<Row>[],
  asked: readonly string[] | null,
): string[] {
  return columns
    .filter((column, index) => index === 0 || (asked ? asked.includes(column.id) : !column.hidden))
    .map(({ id }) => id);
}
