import { formatNumber, plural } from '@/components/status/format';

/** The texts of what a table loads only when it is shown: selection, panel, menus, print, an empty table. */
export const copy = {
  selection: {
    region: 'Selection',
    count: (rows: number) => `${formatNumber(rows)} selected`,
    clear: 'Clear selection',
    all: (rows: number) => `Select all ${formatNumber(rows)} matching`,
    selecting: 'Selecting…',
    failed: 'Couldn’t select all rows',
  },
  panel: {
    unnamed: 'No name',
    close: 'Close panel',
    loading: 'Loading',
    failed: (kind: string) => `Couldn’t load this ${kind.toLowerCase()}.`,
  },
  export: {
    whenFinished: 'when finished',
    notYet: 'Export not available yet',
    notYetHint: 'This audit is still running. You can export when it finishes.',
  },
  unknownFilters: {
    text: (values: readonly string[]) =>
      `This link has unknown filter values, which are ignored: ${values.join(', ')}.`,
    value: (filter: string, value: string) => `${filter} “${value}”`,
    clear: 'Remove from link',
  },
  view: {
    columns: 'Columns',
    rows: 'Row height',
    densities: { compact: 'Compact', comfortable: 'Comfortable' },
    print: 'Print all rows',
  },
  print: {
    onlyLoaded: 'There are more entries. Only those on screen are printed.',
    loading: (rows: number) => `Loading ${plural(rows, 'row')} to print…`,
    cancel: 'Cancel',
    failed: 'Couldn’t print this list',
    tooMany: 'Too many rows to print',
    tooManyHint: (most: number) =>
      `Filter to print at most ${formatNumber(most)} rows, or export all as CSV.`,
  },
  empty: { clear: 'Clear search and filters' },
};
