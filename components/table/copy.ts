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
    whenFinished: 'when finished',
    notYet: 'Export not available yet',
    notYetHint: 'This audit is still running. You can export when it finishes.',
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
  view: {
    menu: 'View',
    columns: 'Columns',
    rows: 'Row height',
    densities: { compact: 'Compact', comfortable: 'Comfortable' },
  },
};
