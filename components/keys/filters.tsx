'use client';
import { Ban, Check, Eye, RefreshCw } from 'lucide-react';
import { useShellSession } from '@/components/shell/session-context';
import { filterOffer as offer } from '@/components/table/filter-offer';
import type { FilterOffer } from '@/components/table/filter-row';
import {
  ACCESS_WORDS,
  CHANGE_WORDS,
  KEY_STATE_WORDS,
  SEVERITY_WORDS,
  USED_BY_WORDS,
  VERDICT_WORDS,
} from '@/components/status/words';
import { AGE_WORDS, EXPIRY_WORDS } from '@/components/status/key-words';

const VERDICT_ICONS: Record<string, React.ReactNode> = {
  replace: <RefreshCw className="text-replace" aria-hidden />,
  revoke: <Ban className="text-revoke" aria-hidden />,
  review: <Eye className="text-review" aria-hidden />,
  keep: <Check className="text-keep" aria-hidden />,
};

const VERDICT: FilterOffer = {
  ...offer('verdict', 'Verdict', VERDICT_WORDS),
  chips: true,
  onlyWithRows: true,
  icon: (value) => VERDICT_ICONS[value],
};

/** Filters of the keys table, the most used first. */
export function useKeyFilters(): FilterOffer[] {
  const { ruleTitles } = useShellSession();
  return [
    VERDICT,
    offer('severity', 'Severity', SEVERITY_WORDS),
    { ...offer('rule', 'Finding', ruleTitles), onlyWithRows: true },
    offer('used_by', 'Used by', USED_BY_WORDS),
    { ...offer('access', 'Access', ACCESS_WORDS), onlyWithRows: true },
    offer('age', 'Age', AGE_WORDS),
    { ...offer('expiry', 'Expiry', EXPIRY_WORDS), more: true },
    { ...offer('state', 'State', KEY_STATE_WORDS), more: true },
    { ...offer('change', 'Change', CHANGE_WORDS), more: true },
  ];
}
