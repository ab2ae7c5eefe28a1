import { expect, it } from 'vitest';
import { matchesText } from './fold-text';

it.each([
  ['Rene\u0301', 'RENÉ'],
  ['Café', 'cafe\u0301'],
  ['Ｗｉｄｔｈ', 'width'],
  ['width', 'ＷＩＤＴＨ'],
  ['ΟΔΟΣ', 'οδος'],
  ['İstanbul', 'istanbul'],
  ['Straße', 'STRASSE'],
  ['STRASSE', 'straße'],
  ['STRAẞE', 'strasse'],
  ['\ufeffx', 'x'],
  ['x', '\ufeffx'],
  ['王 芳', '王\u3000芳'],
  ['@alice/eval', "'@alice/eval"],
])('%j is found by %j', (text, q) => {
  expect(matchesText(text, q)).toBe(true);
});

it.each([
  ['René', 'Rene'],
  ['abc', 'a.c'],
])('%j is not found by %j', (text, q) => {
  expect(matchesText(text, q)).toBe(false);
});
