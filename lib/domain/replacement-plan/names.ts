import { wordsOf } from '@/lib/domain/core';

/** The longest name of a group, account, or token in a plan. *Units*: characters. */
export const LONGEST_NAME = 64;

/**
 * Suggests the name of the service token that replaces a key. It uses the key's own words, so that its
 * purpose stays clear. `null`: the key's name has no meaningful words.
 */
export function suggestTokenName(keyName: string): string | null {
  const name = join(telling(keyName));
  return name === '' ? null : name;
}

/**
 * Suggests `<purpose>-<project>` for group, service account, and token, so that one search finds all three.
 * The purpose is what the keys' names have in common. The project adds only new words, and nothing if there
 * are several projects.
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

/** Compares names without case, width, and surrounding spaces. */
export function sameName(a: string, b: string): boolean {
  return comparable(a) === comparable(b);
}

/** Returns the name if it is free, or adds the first free number. A numbered name is cut to 64 characters. */
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

/** Words that could be in any key's name. */
const SAYS_NOTHING = new Set('key keys api apikey token braintrust bt new old my copy'.split(' '));
const telling = (name: string) => wordsOf(name).filter((word) => !SAYS_NOTHING.has(word));

/** The words that all names share, in the order of the first; if none, those of the most frequent name. */
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

/** Cuts to a number of code units, but never within a character. */
function cut(text: string, length: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > length) break;
    kept += character;
  }
  return kept.replace(/-+$/, '');
}
