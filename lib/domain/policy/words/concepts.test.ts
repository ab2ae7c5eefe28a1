import { describe, expect, test } from 'vitest';
import { LANGUAGES } from './concepts';
import { PERSON_CONCEPTS, SUBJECTS } from './person-concepts';
import { ORDINARY_SOFTWARE, PLATFORMS, UNATTENDED_SOFTWARE } from './software';
import { hasEntry } from './word-set';
import { PERSON_WORDS, WORKLOAD_WORDS } from './default-words';
import { WORKLOAD_CONCEPTS } from './workload-concepts';

const CONCEPTS = Object.entries({ ...WORKLOAD_CONCEPTS, ...PERSON_CONCEPTS, subjects: SUBJECTS });

describe('the table of concepts', () => {
  test.each(CONCEPTS)('%s has words in every language and in no other', (_, { words }) => {
    expect([...words.keys()].toSorted()).toEqual([...LANGUAGES].toSorted());
    for (const inLanguage of words.values())
      expect(inLanguage.every((word) => word !== '')).toBe(true);
  });

  test('no word points to a workload and to a person', () => {
    expect(WORKLOAD_WORDS.filter((word) => hasEntry(word, PERSON_WORDS))).toEqual([]);
  });

  test('no software is in two lists', () => {
    const all = [...UNATTENDED_SOFTWARE, ...ORDINARY_SOFTWARE, ...PLATFORMS];
    expect(new Set(all).size).toBe(all.length);
  });
});
