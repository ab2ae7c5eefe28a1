import { fold, hasCjk, type Words } from './text';

/** A word list, indexed for lookup. */
type WordSet = {
  /** Words and phrases in scripts with spaces, without the spaces. */
  compact: ReadonlyMap<string, string>;
  /** Words in scripts without spaces. They match anywhere in a name. */
  cjk: readonly string[];
};

/** The longest phrase has three parts: "google cloud run". */
const LONGEST_PHRASE = 3;
/** Shorter joins of parts would match by chance, such as "c i" in "abc i". */
const SHORTEST_JOINED_CHARS = 4;

const compiled = new WeakMap<readonly string[], WordSet>();

/** The listed words in a name, as the list writes them. Each appears once, in the name's order. */
export function matchWords(words: Words, list: readonly string[]): string[] {
  const set = compile(list);
  const found = new Set<string>();
  for (const run of words.runs) addIfListed(run, set, found);
  words.parts.forEach((part, index) => {
    addIfListed(part, set, found);
    let joined = part;
    for (let length = 2; length <= LONGEST_PHRASE; length += 1) {
      const next = words.parts[index + length - 1];
      if (next === undefined) break;
      joined += next;
      const match = joined.length < SHORTEST_JOINED_CHARS ? undefined : set.compact.get(joined);
      if (match !== undefined) found.add(match);
    }
  });
  if (words.cjk) for (const word of set.cjk) if (words.compact.includes(word)) found.add(word);
  return found.size < 2 ? [...found] : longest([...found]);
}

/** Removes matches that are part of a longer match: "mac" in "macbook". */
function longest(found: readonly string[]): string[] {
  const folded = found.map(fold);
  return found.filter(
    (_, index) => !folded.some((other, at) => at !== index && other.includes(folded[index] ?? '')),
  );
}

/** Whether the list contains the word, in singular or plural. */
export function isListed(word: string, list: readonly string[]): boolean {
  return lookUp(word, compile(list)) !== undefined;
}

function addIfListed(word: string, set: WordSet, found: Set<string>): void {
  const match = lookUp(word, set);
  if (match !== undefined) found.add(match);
}

function lookUp(word: string, set: WordSet): string | undefined {
  const match = set.compact.get(word);
  if (match !== undefined) return match;
  return word.length >= 4 && word.endsWith('s') ? set.compact.get(word.slice(0, -1)) : undefined;
}

/** Cached per list, because settings never change. */
function compile(list: readonly string[]): WordSet {
  const known = compiled.get(list);
  if (known !== undefined) return known;
  const compact = new Map<string, string>();
  const cjk = new Set<string>();
  for (const word of list) {
    const key = fold(word).replace(/[^\p{L}\p{N}\p{M}]+/gu, '');
    if (key === '') continue;
    if (hasCjk(key)) cjk.add(key);
    else compact.set(key, word);
  }
  const set: WordSet = { compact, cjk: [...cjk] };
  compiled.set(list, set);
  return set;
}
