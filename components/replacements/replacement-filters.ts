import type { Facets } from '@/lib/contract/tables';
import { filterOffer } from '@/components/table/filter-offer';
import type { FilterOffer } from '@/components/table/filter-row';
import { showControls } from '@/components/status/format';
import { PLAN_AGE_WORDS, STAGE_WORDS } from '@/components/status/replacement-words';

/** Longest name shown in a filter. *Units*: characters. */
const NAME_CHARS = 80;

/** The filters of the plans. The holders and creators to choose from come from the facets. */
export function planFilters(facets: Facets | undefined): FilterOffer[] {
  const named = (name: string) => (value: string) => {
    const label = facets?.facets[name]?.find((one) => one.value === value)?.label ?? value;
    return showControls(label).slice(0, NAME_CHARS);
  };
  return [
    { ...filterOffer('stage', 'Stage', STAGE_WORDS), onlyWithRows: true },
    { name: 'holder', label: 'Holder', word: named('holder') },
    { name: 'created_by', label: 'Started by', word: named('created_by') },
    { ...filterOffer('age', 'Age of the plan', PLAN_AGE_WORDS), onlyWithRows: true },
  ];
}
