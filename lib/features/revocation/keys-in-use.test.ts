import { expect, test } from 'vitest';
import { previewFits } from './keys-in-use';

test.each([
  ['sk-...cdef', true],
  ['sk-***cdef', true],
  ['sk-****************cdef', true],
  ['sk-…cdef', true],
  ['sk-fake••••cdef', true],
  ['...cdef', true],
  ['sk-fake-...', true],
  [' sk-...cdef ', true],
  // Hides everything, so it may be the one.
  ['***', true],
  ['sk-...0000', false],
  ['bt-...cdef', false],
  // Hides nothing, so it tells nothing unless it is the key itself.
  ['hidden', false],
  ['', false],
  ['cdef', false],
])('the preview %j is of sk-fake-owner-abcdef: %s', (preview, fits) => {
  expect(previewFits(preview, 'sk-fake-owner-abcdef')).toBe(fits);
});
