import type { KeyId, MemberId, Steps } from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';
import { namesIn, type HolderNames } from './holder-names';
import { hasCjk, isBtSetupName, type Words } from '../text';
import type { PolicySettings } from '../types';
import { isListed, matchWords } from '../words/word-set';
import { namesPersonsThing } from '../words/word-weights';

/** Keys of the same name at two or more members. */
export type Copies = {
  /** The normalized name. */
  name: string;
  keys: readonly Key[];
  /** Distinct holders, in the order of their keys. */
  holders: readonly MemberId[];
};

/** Shorter names mean nothing: "v2", "a1". */
const SHORTEST_SHARED_CHARS = 3;

/**
 * Finds keys whose names are the same at two or more members, by key id. Case, punctuation, numbers, and the
 * holder's own name are ignored. Names of only common words, or with a word for a computer, don't count.
 */
export function* findCopies(
  keys: readonly Key[],
  wordsOfName: (name: string) => Words,
  namesOf: (holder: MemberId) => HolderNames,
  settings: PolicySettings,
): Steps<Map<KeyId, Copies>> {
  const groups = new Map<string, { keys: Key[]; holders: Set<MemberId> }>();
  for (const key of keys) {
    yield;
    if (isBtSetupName(key.name)) continue;
    const name = sharedName(wordsOfName(key.name), namesOf(key.holderId), settings);
    if (name === null) continue;
    const group = groups.get(name);
    if (group === undefined) {
      groups.set(name, { keys: [key], holders: new Set([key.holderId]) });
    } else {
      group.keys.push(key);
      group.holders.add(key.holderId);
    }
  }
  const copies = new Map<KeyId, Copies>();
  for (const [name, group] of groups) {
    if (group.holders.size < 2) continue;
    const entry: Copies = { name, keys: group.keys, holders: [...group.holders] };
    for (const key of group.keys) copies.set(key.id, entry);
  }
  return copies;
}

/** Returns the normalized name. `null`: the name is too common to identify an integration. */
function sharedName(words: Words, names: HolderNames, settings: PolicySettings): string | null {
  if (namesPersonsThing(words, settings)) return null;
  const own = new Set(namesIn(words, names));
  const telling = words.parts.filter((part) => !/^\p{N}+$/u.test(part) && !own.has(part));
  const joined = telling.join('');
  const compact = words.cjk ? withoutCjk(joined, [...own].filter(hasCjk)) : joined;
  if (compact === '' || isCommon(telling, compact, settings)) return null;
  const short = compact.length < SHORTEST_SHARED_CHARS && !hasCjk(compact);
  if (short && !isListed(compact, settings.workloadWords)) return null;
  return compact;
}

/** Words for a person's things that reach this far are only hints such as "my" or "home". */
function isCommon(parts: readonly string[], compact: string, settings: PolicySettings): boolean {
  const lists = [settings.commonWords, settings.personWords];
  if (lists.some((list) => isListed(compact, list))) return true;
  return parts.every((part) =>
    lists.some((list) => isListed(part, list) || consistsOf(part, list)),
  );
}

/** Whether text in a script without spaces consists only of listed words. */
export function consistsOf(text: string, list: readonly string[]): boolean {
  if (!hasCjk(text)) return false;
  const asWords: Words = { parts: [], runs: [], compact: text, cjk: true };
  const rest = withoutCjk(text, matchWords(asWords, list));
  return rest === '' || isListed(rest, list);
}

function withoutCjk(text: string, words: readonly string[]): string {
  return words
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.replaceAll(word, ''), text);
}
