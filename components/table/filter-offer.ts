import type { FilterOffer } from './filter-row';

/** A filter whose values are called by these words; a value without one by itself. */
export const filterOffer = (
  name: string,
  label: string,
  words: Readonly<Record<string, string>>,
): FilterOffer => ({ name, label, word: (value) => words[value] ?? value });
