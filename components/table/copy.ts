import { formatNumber } from '@/components/status/format';

/** The texts that every table shows at once: rows, filters, search, view and export. */
export const copy = {
  rows: {
    failed: 'Couldn’t load this list.',
    moreFailed: 'Couldn’t load more rows.',
    retry: 'Try again',
    select: (name: string) => `Select ${name || 'row without a name'}`,
    selectAll: 'Select all loaded rows',
  },
  export: {
    label: 'Export CSV',
  },
  filters: {
    group: 'Filters',
    more: 'More',
    moreFilters: 'More filters',
    clearAll: 'Clear all',
    filterBy: (label: string) => `Filter by ${label.toLowerCase()}`,
    clear: (label: string) => `Clear ${label.toLowerCase()} filter`,
    clearChip: 'clear filter',
    clearChipHint: (filter: string) => `Clear filter “${filter}”`,
    selectedValues: (values: number) => `${formatNumber(values)} selected`,
  },
  search: { clear: 'Clear search' },
  view: { menu: 'View' },
  print: {
    onlyHere: 'To print this table, choose View, then Print all rows.',
  },
};
