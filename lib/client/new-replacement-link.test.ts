import { expect, it } from 'vitest';
import { keyIdsOf, newReplacementLink } from './new-replacement-link';

it('names every key of a link, few in its query and many behind #', () => {
  for (const count of [1, 2, 100, 101, 500]) {
    const ids = Array.from({ length: count }, (_, at) => `key ${at}&%`);
    const { searchParams, hash } = new URL(newReplacementLink(ids), 'http://localhost');
    expect(keyIdsOf(searchParams.get('key'), hash)).toEqual(ids);
    expect(hash === '').toBe(count <= 100);
  }
  expect(keyIdsOf('a,,a,b', '#else')).toEqual(['a', 'b']);
  expect(keyIdsOf(null, '#keys=%E0%A4%A')).toEqual(['%E0%A4%A']);
});
