/** Ids of the columns to show: those named in the URL, or the default ones. The first always shows. */
export function shownColumns(
  columns: readonly { id: string; hidden?: boolean }[],
  asked: readonly string[] | null,
): string[] {
  return columns
    .filter((column, index) => index === 0 || (asked ? asked.includes(column.id) : !column.hidden))
    .map(({ id }) => id);
}
