import { expect, it } from 'vitest';
import { keyCountWords } from './key-count';

/** A partial audit of 84 keys, with 11 keys of earlier audits that it couldn't check again. */
const AUDIT = { keys: 84 };

const words = (
  filters: Record<string, string[]>,
  shown: { seen: number; 'not-seen'?: number; 'holder-left'?: number; gone?: number },
) =>
  keyCountWords(
    {
      total: 0,
      unfiltered: 95,
      facets: { state: Object.entries(shown).map(([value, count]) => ({ value, count })) },
    },
    AUDIT,
    {
      query: { q: null, filters, sort: { column: 'name', direction: 'asc' } },
      narrowed: Object.keys(filters).length > 0,
    },
  );

it.each([
  ['84 keys', {}, { seen: 84, 'not-seen': 11 }],
  ['3 of 84 keys', { verdict: ['replace'] }, { seen: 3, 'not-seen': 0 }],
  [
    '3 of 84 keys · plus 2 that couldn’t be re-checked',
    { holder: ['u-1'] },
    { seen: 3, 'not-seen': 1, 'holder-left': 1, gone: 4 },
  ],
  [
    '0 of 84 keys · plus 11 that couldn’t be re-checked',
    { state: ['not-seen', 'holder-left'] },
    { seen: 84, 'not-seen': 9, 'holder-left': 2 },
  ],
  ['0 of 84 keys · 4 no longer listed', { state: ['gone'] }, { seen: 84, 'not-seen': 11, gone: 4 }],
])('counts only keys that the audit listed in its total: %s', (expected, filters, shown) => {
  expect(words(filters, shown)).toBe(expected);
});
