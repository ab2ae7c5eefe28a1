import { compareText } from './graph';

/** Compares two words: known ones first, in the given order; then all others. */
export function compareWords(a: string, b: string, known: readonly string[]): number {
  const rankOf = (word: string) => (known.includes(word) ? known.indexOf(word) : known.length);
  return rankOf(a) - rankOf(b) || compareText(a, b);
}
