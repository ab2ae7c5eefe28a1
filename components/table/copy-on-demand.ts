import { formatNumber } from '@/components/status/format';

/** The texts of what a table loads only when it is shown: selection, panel, and an empty table. */
export const copy = {
  selection: {
    region: 'Selection',
    count: (rows: number) => `${formatNumber(rows)} selected`,
    clear: 'Clear selection',
  },
  panel: {
    unnamed: 'No name',
    close: 'Close panel',
    loading: 'Loading',
    failed: (kind: string) => `Couldn’t load this ${kind.toLowerCase()}.`,
  },
  empty: { clear: 'Clear search and filters' },
};
