'use client';
// It renders when filters or counts change, not while scrolling, so caching its parts would only add code.
'use no memo';
import { X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { lazy } from 'react';
import type { Facets } from '@/lib/contract/tables';
import { formatNumber } from '@/components/status/format';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { copy } from './copy';
import { countOf, offeredValues, toggled, type FilterOffer, type OfferProps } from './filter-offer';
import { LazyPopover } from './lazy-popover';
import type { TableState } from './use-table-state';

// Not `dynamic`, so that a menu opens with its values, and its first one gets the focus.
const FilterValues = lazy(() =>
  import('./filter-values').then((m) => ({ default: m.FilterValues })),
);
const UnknownFilters = dynamic(() => import('./unknown-filters').then((m) => m.UnknownFilters));

type FilterRowProps = {
  offers: readonly FilterOffer[];
  state: TableState;
  facets: Facets | undefined;
  /** Labels for id filters that a link has set, such as "Holder: ada@acme.com". */
  idWords?: (name: string, values: readonly string[]) => string | undefined;
};

/** The filters, each value with the number of rows that it would leave. */
export function FilterRow({ offers, state, facets, idWords }: FilterRowProps) {
  const isSet = ({ name }: FilterOffer) => state.query.filters[name] !== undefined;
  const inRow = offers.filter((offer) => !offer.more || isSet(offer));
  const inMenu = offers.filter((offer) => offer.more && !isSet(offer));
  return (
    <>
      {state.unknown.length > 0 ? <UnknownFilters offers={offers} state={state} /> : null}
      <div
        role="group"
        aria-label={copy.filters.group}
        className="flex [scrollbar-width:none] items-center gap-1.5 px-4 pb-2 max-sm:overflow-x-auto sm:flex-wrap"
      >
        {inRow.map((offer) =>
          offer.chips ? (
            <Chips key={offer.name} offer={offer} state={state} facets={facets} />
          ) : (
            <FilterMenu key={offer.name} offer={offer} state={state} facets={facets} />
          ),
        )}
        {inMenu.length > 0 ? (
          <LazyPopover
            label={copy.filters.moreFilters}
            variant="ghost"
            className="font-normal"
            content={inMenu.map((offer, index) => (
              <div key={offer.name} className={index > 0 ? 'mt-1 border-t pt-1' : undefined}>
                <div className="px-2 pt-1.5 pb-1 text-xs text-muted-foreground" aria-hidden>
                  {offer.label}
                </div>
                <FilterValues offer={offer} state={state} facets={facets} />
              </div>
            ))}
          >
            {copy.filters.more}
          </LazyPopover>
        ) : null}
        {state.schema.idFilters.map((name) => {
          const values = offers.some((offer) => offer.name === name)
            ? undefined
            : state.query.filters[name];
          return values ? (
            <ClearChip
              key={name}
              text={idWords?.(name, values) ?? copy.filters.selectedValues(values.length)}
              onClear={() => state.setFilter(name, [])}
            />
          ) : null;
        })}
        {state.narrowed ? (
          <Button
            variant="ghost"
            size="sm"
            className="shrink-0 max-sm:sticky max-sm:right-0 max-sm:bg-background"
            onClick={state.clear}
          >
            {copy.filters.clearAll}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function Chips({ offer, state, facets }: OfferProps) {
  const chosen = state.query.filters[offer.name] ?? [];
  return (
    <div role="group" aria-label={offer.label} className="flex shrink-0 gap-1.5">
      {offeredValues({ offer, state, facets }).map((value) => {
        const pressed = chosen.includes(value);
        const count = countOf(facets, offer.name, value);
        return (
          <Button
            key={value}
            size="sm"
            aria-pressed={pressed}
            className={cn('font-normal', pressed && 'border-ring bg-selection hover:bg-selection')}
            onClick={() => state.setFilter(offer.name, toggled(chosen, value))}
          >
            {offer.word(value)}
            <span className="min-w-[1ch] text-muted-foreground tabular-nums">
              {count === null ? '' : formatNumber(count)}
            </span>
          </Button>
        );
      })}
    </div>
  );
}

function FilterMenu({ offer, state, facets }: OfferProps) {
  const chosen = state.query.filters[offer.name] ?? [];
  const words = chosen.map(offer.word).join(', ');
  return (
    <div className="flex shrink-0">
      <LazyPopover
        label={copy.filters.filterBy(offer.label)}
        className={cn(
          'font-normal',
          chosen.length > 0 &&
            'rounded-r-none border-r-0 border-ring bg-selection hover:bg-selection',
        )}
        content={<FilterValues offer={offer} state={state} facets={facets} />}
      >
        <span className="max-w-56 truncate">
          {offer.label}
          {words ? <span className="font-medium">: {words}</span> : null}
        </span>
      </LazyPopover>
      {chosen.length > 0 ? (
        <Button
          size="icon"
          className="rounded-l-none border-ring bg-selection hover:bg-selection"
          aria-label={copy.filters.clear(offer.label)}
          onClick={() => state.setFilter(offer.name, [])}
        >
          <X aria-hidden />
        </Button>
      ) : null}
    </div>
  );
}

function ClearChip({ text, onClear }: { text: string; onClear: () => void }) {
  return (
    <Button
      size="sm"
      className="max-w-72 shrink-0 border-ring bg-selection font-normal hover:bg-selection"
      onClick={onClear}
      title={copy.filters.clearChipHint(text)}
    >
      <span className="truncate">{text}</span>
      <X aria-label={copy.filters.clearChip} />
    </Button>
  );
}
