'use client';
import { showControls } from '@/components/status/format';
import { Button } from '@/components/ui/button';
import { copy } from './copy-on-demand';
import type { FilterOffer } from './filter-offer';
import type { TableState } from './use-table-state';

const TEXT = copy.unknownFilters;

type UnknownFiltersProps = { offers: readonly FilterOffer[]; state: TableState };

/** Says that the link has filter values that this table doesn't know, and removes them on request. */
export function UnknownFilters({ offers, state }: UnknownFiltersProps) {
  const values = state.unknown.map(({ name, value }) =>
    TEXT.value(
      offers.find((offer) => offer.name === name)?.label ?? name,
      showControls(value).slice(0, 60),
    ),
  );
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pb-2 text-sm">
      <p className="min-w-0 wrap-anywhere text-warning">{TEXT.text(values)}</p>
      <Button size="sm" onClick={state.clearUnknown}>
        {TEXT.clear}
      </Button>
    </div>
  );
}
