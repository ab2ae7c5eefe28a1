import { wordsOfConcepts, type Concept } from './concepts';
import { PERSON_CONCEPTS } from './person-concepts';
import { ORDINARY_SOFTWARE, UNATTENDED_SOFTWARE } from './software';
import { type Words } from '../text';
import type { PolicySettings } from '../types';
import { hasEntry, matchWords } from './word-set';
import { WORKLOAD_CONCEPTS } from './workload-concepts';

/** How much a word of the settings' lists says. Words that owners add are `full`. */
export type WordKind = 'software' | 'ordinary-software' | 'full' | 'half';

/** A word of a list that is in a name. */
export type KnownWord = { word: string; kind: WordKind };

const halfWords = (concepts: Readonly<Record<string, Concept>>): readonly string[] =>
  wordsOfConcepts(Object.values(concepts).filter((each) => each.half));
const HALF_WORKLOAD_WORDS = halfWords(WORKLOAD_CONCEPTS);
const HALF_PERSON_WORDS = halfWords(PERSON_CONCEPTS);

/** The workload keywords in a name, in the name's order. */
export function workloadWordsIn(
  words: Words,
  { workloadWords }: PolicySettings,
): readonly KnownWord[] {
  return withKinds(matchWords(words, workloadWords), workloadWords, kindOfWorkloadWord);
}

/** The person keywords in a name, in the name's order. */
export function personWordsIn(words: Words, { personWords }: PolicySettings): readonly KnownWord[] {
  return withKinds(matchWords(words, personWords), personWords, kindOfPersonWord);
}

/** Whether a name says that a person's computer, tool, or course uses the key. "my" and "test" don't. */
export function namesPersonsThing(words: Words, settings: PolicySettings): boolean {
  return personWordsIn(words, settings).some(({ kind }) => kind === 'full');
}

function kindOfWorkloadWord(word: string): WordKind {
  if (hasEntry(word, UNATTENDED_SOFTWARE)) return 'software';
  if (hasEntry(word, ORDINARY_SOFTWARE)) return 'ordinary-software';
  return hasEntry(word, HALF_WORKLOAD_WORDS) ? 'half' : 'full';
}

function kindOfPersonWord(word: string): WordKind {
  return hasEntry(word, HALF_PERSON_WORDS) ? 'half' : 'full';
}

/** Cached per list, because settings never change. */
const kindsOfList = new WeakMap<readonly string[], Map<string, WordKind>>();

function withKinds(
  found: readonly string[],
  list: readonly string[],
  kindOf: (word: string) => WordKind,
): readonly KnownWord[] {
  const kinds = kindsOfList.get(list) ?? new Map<string, WordKind>();
  kindsOfList.set(list, kinds);
  return found.map((word) => {
    const kind = kinds.get(word) ?? kindOf(word);
    kinds.set(word, kind);
    return { word, kind };
  });
}
