import { expect, it } from 'vitest';
import { storableText } from './storable-text';

it('replaces what PostgreSQL rejects, and only that', () => {
  expect(storableText('a\0b\uD800c\uDC00')).toBe('a\uFFFDb\uFFFDc\uFFFD');
  expect(storableText('\uFEFF\uFEFFkey')).toBe('key');
  expect(storableText('\u{1F511} \u202Ekey\n')).toBe('\u{1F511} \u202Ekey\n');
});
