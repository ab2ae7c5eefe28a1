import type { ShellSession } from '@/components/shell/session-context';
import { filterOffer as offer, type FilterOffer } from '@/components/table/filter-offer';
import {
  ACCESS_WORDS,
  CHANGE_WORDS,
  KEY_STATE_WORDS,
  SEVERITY_WORDS,
  USED_BY_WORDS,
  VERDICT_WORDS,
} from '@/components/status/words';
import { AGE_WORDS, EXPIRY_WORDS } from '@/components/status/key-words';
import { copy } from './copy';

const VERDICT: FilterOffer = {
  ...offer('verdict', copy.filters.verdict, VERDICT_WORDS),
  chips: true,
  onlyWithRows: true,
};

/** Filters of the keys table, the most used first. */
export function keyFilters({ ruleTitles }: ShellSession): FilterOffer[] {
  return [
    VERDICT,
    offer('severity', copy.filters.severity, SEVERITY_WORDS),
    { ...offer('rule', copy.filters.finding, ruleTitles), onlyWithRows: true },
    offer('used_by', copy.filters.usage, USED_BY_WORDS),
    { ...offer('access', copy.filters.access, ACCESS_WORDS), onlyWithRows: true },
    offer('age', copy.filters.age, AGE_WORDS),
    { ...offer('expiry', copy.filters.expiration, EXPIRY_WORDS), more: true },
    { ...offer('state', copy.filters.state, KEY_STATE_WORDS), more: true },
    { ...offer('change', copy.filters.change, CHANGE_WORDS), more: true },
  ];
}
