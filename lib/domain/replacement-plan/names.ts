import { wordsOf } from '@/lib/domain/core';

/** Longest name of a group, an account or a token that we write. *Units*: characters. */
export const LONGEST_NAME = 64;

/**
 * What the service token that takes the place of a key may be called: the key's own words, so that
 * whoever meets it later knows what it is for. `null` where the name leaves nothing to build on.
 */
export function suggestTokenName(keyName: string): string | null {
  const name = join(telling(keyName));
  return name === '' ? null : name;
}

/**
 * The one convention: `<purpose>-<project>`, for group, service account and token alike, so that
 * one search finds all three. The purpose is what the keys' names say together; a project adds only
 * the words that are not there yet, and none where there are several.
 */
export function suggestName(keyNames: readonly string[], projectNames: readonly string[]): string {
  const purpose = commonWords(keyNames.map(telling));
  const [only, second] = projectNames;
  const project =
    only === undefined || second !== undefined
      ? []
      : wordsOf(only).filter((word) => !purpose.includes(word));
  return join([...purpose, ...project]) || 'workload';
}

/** Names compared as people do: whatever their case, width and outer blanks. */
export function sameName(a: string, b: string): boolean {
  return comparable(a) === comparable(b);
}

/** The name if it is free, else with the first number that makes it so. Never over 64 characters. */
export function nextFreeName(name: string, taken: Iterable<string>): string {
  const used = new Set([...taken].map(comparable));
  if (!used.has(comparable(name))) return name;
  for (let number = 2; ; number += 1) {
    const ending = `-${String(number)}`;
    const next = `${cut(name, LONGEST_NAME - ending.length)}${ending}`;
    if (!used.has(comparable(next))) return next;
  }
}

const comparable = (name: string) => name.normalize('NFKC').trim().toLowerCase();

/** Words that every key of Braintrust could bear. */
const SAYS_NOTHING = new Set('key keys api apikey token braintrust bt new old my copy'.split(' '));
const telling = (name: string) => wordsOf(name).filter((word) => !SAYS_NOTHING.has(word));

/** What all names share, in the order of the first; else the words of the most frequent name. */
function commonWords(names: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = names.filter((words) => words.length > 0);
  const sets = others.map((words) => new Set(words));
  const shared = first.filter((word) => sets.every((words) => words.has(word)));
  if (shared.length > 0) return shared;
  const counts = new Map<string, number>();
  for (const words of [first, ...others]) {
    const key = words.join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  let best = first;
  for (const words of others) {
    if ((counts.get(words.join(' ')) ?? 0) > (counts.get(best.join(' ')) ?? 0)) best = words;
  }
  return best;
}

const join = (words: readonly string[]) => cut(words.join('-'), LONGEST_NAME);

/** At most so many code units, never through the middle of a character. */
function cut(text: string, length: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > length) break;
    kept += character;
  }
  return kept.replace(/-+$/, '');
}
