import { fold, hasCjk, type Words } from '../text';

/** A word list, indexed for lookup. */
type WordSet = {
  /** Words and phrases in scripts with spaces, without the spaces. */
  compact: ReadonlyMap<string, string>;
  /** Words in scripts without spaces. They match anywhere in a name. */
  cjk: readonly string[];
  /** Listed words that also end compounds, such as "bot" in "slackbot", by their last two letters. */
  ends: ReadonlyMap<string, readonly string[]>;
};

/** The longest phrase has three parts: "google cloud run". */
const LONGEST_PHRASE = 3;
/** Shorter joins of parts would match by chance, such as "c i" in "abc i". */
const SHORTEST_JOINED_CHARS = 4;

/** Words for programs and computers that other words are written together with. */
const COMPOUND_ENDS: readonly string[] = Object.freeze([
  ...['bot', 'ops', 'server', 'serveur', 'palvelin', 'runner', 'worker', 'daemon', 'proxy', 'sync'],
  ...['exporter', 'importer', 'scraper', 'crawler', 'scanner', 'loader', 'pusher', 'watcher'],
  ...[
    'scheduler',
    'webhook',
    'backup',
    'dienst',
    'sicherung',
    'schnittstelle',
    'uberwachung',
    'versand',
    'abgleich',
  ],
  ...['laptop', 'notebook', 'rechner', 'computer'],
]);
const SHORTEST_START_CHARS = 2;
/** Words with such an end that mean something else: "observer", "workshops". */
const NO_COMPOUND =
  /^(?:observer|preserver|abbot|talbot|turbot|cabot|coworker|freeloader)$|[ohtrcp]ops$/;

/** Words for a car, driving, and productivity, which begin like "automatic" and "production". */
const NO_CJK_MATCH = /自動車|自動運転|自动驾驶|자동차|生产力|生產力/gu;

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
  if (words.cjk) {
    const text = words.compact.replace(NO_CJK_MATCH, ' ');
    for (const word of set.cjk) if (text.includes(word)) found.add(word);
  }
  return found.size < 2 ? [...found] : longest([...found]);
}

/** Whether a name ends with a listed word. */
export function endsWithListed(words: Words, list: readonly string[]): boolean {
  const set = compile(list);
  const last = words.parts.at(-1) ?? '';
  return (
    lookUp(last, set) !== undefined || (words.cjk && set.cjk.some((word) => last.endsWith(word)))
  );
}

/** Removes matches that are part of a longer match: "mac" in "macbook". */
function longest(found: readonly string[]): string[] {
  const folded = found.map(fold);
  return found.filter(
    (_, index) => !folded.some((other, at) => at !== index && other.includes(folded[index] ?? '')),
  );
}

/** Whether the list contains a word or phrase as another list writes it. */
export function hasEntry(word: string, list: readonly string[]): boolean {
  const { compact, cjk } = compile(list);
  const key = keyOf(word);
  return compact.has(key) || cjk.includes(key);
}

/** Whether the list contains the word, in singular or plural. */
export function isListed(word: string, list: readonly string[]): boolean {
  return lookUp(word, compile(list)) !== undefined;
}

function addIfListed(word: string, set: WordSet, found: Set<string>): void {
  const match = lookUp(word, set) ?? endOfCompound(word, set);
  if (match !== undefined) found.add(match);
}

function lookUp(word: string, set: WordSet): string | undefined {
  const match = set.compact.get(word);
  if (match !== undefined) return match;
  return word.length >= 4 && word.endsWith('s') ? set.compact.get(word.slice(0, -1)) : undefined;
}

/** The listed word at the end of a compound: "bot" in "slackbots". */
function endOfCompound(word: string, { ends, compact }: WordSet): string | undefined {
  for (const compound of word.endsWith('s') ? [word, word.slice(0, -1)] : [word]) {
    const end = ends.get(compound.slice(-2))?.find((each) => endsCompound(each, compound));
    if (end !== undefined) return NO_COMPOUND.test(word) ? undefined : compact.get(end);
  }
  return undefined;
}

function endsCompound(end: string, compound: string): boolean {
  return compound.endsWith(end) && compound.length >= end.length + SHORTEST_START_CHARS;
}

/** Cached per list, because settings never change. */
function compile(list: readonly string[]): WordSet {
  const known = compiled.get(list);
  if (known !== undefined) return known;
  const compact = new Map<string, string>();
  const cjk = new Set<string>();
  for (const word of list) {
    const key = keyOf(word);
    if (key === '') continue;
    // One character matches as a word of its own only: "내" isn't in "내일".
    if (hasCjk(key) && key.length > 1) cjk.add(key);
    else compact.set(key, word);
  }
  const ends = new Map<string, string[]>();
  for (const end of COMPOUND_ENDS) {
    if (!compact.has(end)) continue;
    const alike = ends.get(end.slice(-2));
    if (alike === undefined) ends.set(end.slice(-2), [end]);
    else alike.push(end);
  }
  const set: WordSet = { compact, cjk: [...cjk], ends };
  compiled.set(list, set);
  return set;
}

function keyOf(word: string): string {
  return fold(word).replace(/[^\p{L}\p{N}\p{M}]+/gu, '');
}
