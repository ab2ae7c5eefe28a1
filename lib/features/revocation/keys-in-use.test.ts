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
  // Fully masked, so it matches every secret.
  ['***', true],
  ['sk-...0000', false],
  ['bt-...cdef', false],
  // Not masked, so it must equal the secret.
  ['hidden', false],
  ['', false],
  ['cdef', false],
])('the preview %j is of sk-fake-owner-abcdef: %s', (preview, fits) => {
  expect(previewFits(preview, 'sk-fake-owner-abcdef')).toBe(fits);
});
