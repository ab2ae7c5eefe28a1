import type { Facets } from '@/lib/contract/tables';
import type { TableState } from './use-table-state';

/**
 * A filter as the filter row shows it. `word` returns a value's label. For an open set (a filter by id), the
 * values come from the facets.
 */
export type FilterOffer = {
  name: string;
  label: string;
  word: (value: string) => string;
  /** Shown as chips instead of a menu. */
  chips?: boolean;
  /** Kept in the "More" menu until it is set. */
  more?: boolean;
  /** Offer only values that at least one row has. */
  onlyWithRows?: boolean;
};

/** A filter whose values are labeled by `words`; a value without a word is shown as is. */
export const filterOffer = (
  name: string,
  label: string,
  words: Readonly<Record<string, string>>,
): FilterOffer => ({ name, label, word: (value) => words[value] ?? value });

export type OfferProps = { offer: FilterOffer; state: TableState; facets: Facets | undefined };

/** How many rows a filter value would leave; `null` while unknown. */
export function countOf(facets: Facets | undefined, name: string, value: string): number | null {
  if (!facets) return null;
  return facets.facets[name]?.find((entry) => entry.value === value)?.count ?? 0;
}

/** The chosen values with this one added or removed. */
export function toggled(chosen: readonly string[], value: string): string[] {
  return chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
}

/** The values to offer: those with rows if `onlyWithRows` is set, and those already chosen. */
export function offeredValues({ offer, state, facets }: OfferProps): readonly string[] {
  const chosen = state.query.filters[offer.name] ?? [];
  const values = state.schema.filters[offer.name];
  if (values === undefined) {
    const found = facets?.facets[offer.name]?.map(({ value }) => value) ?? [];
    return [...chosen.filter((value) => !found.includes(value)), ...found];
  }
  if (!offer.onlyWithRows || !facets) return values;
  return values.filter(
    (value) => chosen.includes(value) || (countOf(facets, offer.name, value) ?? 0) > 0,
  );
}
