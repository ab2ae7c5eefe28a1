import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_NAME, nextFreeName, sameName, suggestName, suggestTokenName } from './names';
import { HOSTILE_NAMES } from './testing/hostile-names';

describe('the suggested name of a token', () => {
  it.each([
    ['CI prod ingest key', 'ci-prod-ingest'],
    ['Künstler_API-Token', 'kunstler'],
    ['my key', null],
    ['🔑', null],
    ['ключ ingest', 'ключ-ingest'],
    ['a'.repeat(300), 'a'.repeat(64)],
  ])('of %j is %j', (name, suggested) => {
    expect(suggestTokenName(name)).toBe(suggested);
  });
});

describe('the one convention of names', () => {
  it.each([
    [['CI key'], ['Prod ingest'], 'ci-prod-ingest'],
    [['CI prod ingest'], ['prod-ingest'], 'ci-prod-ingest'],
    [['CI'], ['a', 'b'], 'ci'],
    [['nightly-eval key 1', 'Nightly Eval 2'], [], 'nightly-eval'],
    [['alpha', 'beta', 'beta'], [], 'beta'],
    [['key'], [], 'workload'],
    [['🔑', 'api key'], ['Chatbot'], 'chatbot'],
    [[], [], 'workload'],
  ])('keys %j, projects %j: %j', (keys, projects, name) => {
    expect(suggestName(keys, projects)).toBe(name);
  });

  const name = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE_NAMES));

  it('gives a short name of letters, digits and hyphens, always the same', () => {
    fc.assert(
      fc.property(
        fc.array(name, { maxLength: 5 }),
        fc.array(name, { maxLength: 3 }),
        (keys, projects) => {
          const suggested = suggestName(keys, projects);
          expect(suggested).toMatch(/^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*$/u);
          expect(suggested.length).toBeLessThanOrEqual(LONGEST_NAME);
          expect(suggestName(keys, projects)).toBe(suggested);
        },
      ),
    );
  });

  it('finds a free name, whatever the case of what exists', () => {
    expect(nextFreeName('ci', ['CI', 'ci-2 ', 'Ｃi-3'])).toBe('ci-4');
    const long = 'x'.repeat(LONGEST_NAME);
    expect(nextFreeName(long, [long])).toBe(`${'x'.repeat(62)}-2`);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'A', 'a-2', 'A-3', 'b')), (taken) => {
        const free = nextFreeName('a', taken);
        expect(taken.some((other) => sameName(other, free))).toBe(false);
      }),
    );
  });
});
