import { expect, it } from 'vitest';
import { evidenceWords } from './evidence-words';

it.each([
  ['Created on', '2026-11-28', 'Nov 28, 2026'],
  ['Created on', 'unknown', 'unknown'],
  ['Name', '2026-11-28', '2026-11-28'],
  ['Creation date that Braintrust sent', '2026-13-41', '2026-13-41'],
])('“%s: %s” reads as %s', (label, value, words) => {
  expect(evidenceWords({ label, value })).toBe(words);
});
