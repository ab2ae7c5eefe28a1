/** Splits rows into consecutive parts of at most `size` rows. */
export function* partsOf<T>(rows: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
