'use client';
import { formatNumber } from '@/components/status/format';
import { Checkbox } from '@/components/ui/checkbox';
import { countOf, offeredValues, toggled, type OfferProps } from './filter-offer';

/** The values of one filter as checkboxes, inside a menu. */
export function FilterValues({ offer, state, facets }: OfferProps) {
  const chosen = state.query.filters[offer.name] ?? [];
  return (
    <fieldset>
      <legend className="sr-only">{offer.label}</legend>
      {offeredValues({ offer, state, facets }).map((value) => {
        const count = countOf(facets, offer.name, value);
        return (
          <label
            key={value}
            className="flex min-h-7 items-center gap-2 rounded-sm px-2 py-1 text-sm hover:bg-accent"
          >
            <Checkbox
              checked={chosen.includes(value)}
              onChange={() => state.setFilter(offer.name, toggled(chosen, value))}
            />
            <span className="min-w-0 flex-1">{offer.word(value)}</span>
            <span className="text-muted-foreground tabular-nums">
              {count === null ? '' : formatNumber(count)}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
