import type { Facets } from '@/lib/contract/tables';
import { filterOffer } from '@/components/table/filter-offer';
import type { FilterOffer } from '@/components/table/filter-offer';
import { showControls } from '@/components/status/format';
import { PLAN_AGE_WORDS } from '@/components/status/replacement-words';
import { STAGE_WORDS } from '@/components/status/words';
import { copy } from './copy';

/** Longest name shown in a filter. *Units*: characters. */
const NAME_CHARS = 80;

/** The filters of the plans. The holders and creators to choose from come from the facets. */
export function planFilters(facets: Facets | undefined): FilterOffer[] {
  const named = (name: string) => (value: string) => {
    const label = facets?.facets[name]?.find((one) => one.value === value)?.label ?? value;
    return showControls(label).slice(0, NAME_CHARS);
  };
  return [
    { ...filterOffer('stage', copy.list.filters.stage, STAGE_WORDS), onlyWithRows: true },
    { name: 'holder', label: copy.list.filters.holder, word: named('holder') },
    { name: 'created_by', label: copy.list.filters.createdBy, word: named('created_by') },
    filterOffer('overdue', copy.list.filters.overdue, copy.list.yesNo),
    { ...filterOffer('age', copy.list.filters.age, PLAN_AGE_WORDS), onlyWithRows: true },
  ];
}
