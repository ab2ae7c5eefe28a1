import type { FilterOffer } from './filter-row';

/** A filter whose values are labeled by `words`; a value without a word is shown as is. */
export const filterOffer = (
  name: string,
  label: string,
  words: Readonly<Record<string, string>>,
): FilterOffer => ({ name, label, word: (value) => words[value] ?? value });
