import { consistsOf } from './copies';
import { namesIn, type HolderNames } from './holder-names';
import { hasCjk, type Words } from '../text';
import type { PolicySettings } from '../types';
import { isListed } from '../words/word-set';
import { namesPersonsThing } from '../words/word-weights';

/** What a credential is for, according to its name. Two with the same purpose have a form in common. */
export type Purpose = {
  /** The meaningful words, as they are written in the name. */
  words: readonly string[];
  /** The same with environments: "prod ingest". */
  name: string;
  forms: readonly string[];
  /** The id of the workload that a person chose. */
  workload?: string;
};

/** Words that describe the credential, not its purpose. */
const DECORATION: readonly string[] = Object.freeze([
  ...['key', 'api', 'apikey', 'token', 'secret', 'credential', 'service', 'account', 'svc', 'sa'],
  ...['serviceaccount', 'servicetoken', 'st', 'bt', 'braintrust', 'the', 'for', 'of', 'a', 'an'],
  ...[
    'my',
    'mine',
    'and',
    'new',
    'old',
    'v',
    'copy',
    'backup',
    'schlüssel',
    'clé',
    'clave',
    'chave',
    'chiave',
  ],
  ...['sleutel', 'klucz', 'ключ', 'キー', 'トークン', '密钥', '密鑰', '令牌', '키', '토큰'],
]);

/** Whether a word describes the credential, not its purpose. */
export function isDecoration(word: string): boolean {
  return isListed(word, DECORATION);
}

const CJK_DECORATION = DECORATION.filter(hasCjk).toSorted((a, b) => b.length - a.length);

/** Names of environments. They distinguish two purposes but aren't a purpose by themselves. */
const ENVIRONMENTS: ReadonlyMap<string, string> = new Map([
  ...['prod', 'prd', 'production', 'live'].map((word) => [word, 'prod'] as const),
  ...['dev', 'develop', 'development'].map((word) => [word, 'dev'] as const),
  ...['staging', 'stage', 'stg'].map((word) => [word, 'staging'] as const),
  ...['test', 'testing'].map((word) => [word, 'test'] as const),
  ...['qa', 'uat', 'preprod', 'sandbox', 'demo', 'eu', 'us'].map((word) => [word, word] as const),
]);

const SHORTEST_PURPOSE_CHARS = 3;
const DIGITS = /^\p{N}+$/u;
const NOBODY: HolderNames = { words: new Set(), mailboxWords: [], program: null };

/**
 * Returns what a credential is for, according to its names. `null`: they have only common words, only an
 * environment such as "prod", or a word for a person's computer. Case, punctuation, numbers, order, the
 * holder's own name, and words such as "key" or "service account" are ignored.
 */
export function purposeOf(
  names: readonly Words[],
  settings: PolicySettings,
  holder: HolderNames = NOBODY,
): Purpose | null {
  /** Normalized → as written. */
  const words = new Map<string, string>();
  for (const name of names) {
    if (namesPersonsThing(name, settings)) return null;
    const own = new Set(namesIn(name, holder));
    for (const part of name.parts) {
      if (DIGITS.test(part) || own.has(part) || isDecoration(part)) continue;
      const word = bare(part, [...own]);
      if (word !== '' && !words.has(word)) words.set(word, part);
    }
  }
  const compared = [...words.keys()];
  const telling = compared.filter((word) => tells(word, settings));
  const chars = telling.join('');
  if (chars === '') return null;
  const short = chars.length < SHORTEST_PURPOSE_CHARS && !hasCjk(chars);
  if (short && !isListed(chars, settings.workloadWords)) return null;
  const written = compared.map((word) => words.get(word) ?? word);
  // Single letters are what is left of words with digits, such as "e2e".
  const named = written.filter((word) => word.length > 1 || hasCjk(word));
  return {
    words: telling.map((word) => words.get(word) ?? word),
    name: (named.length > 0 ? named : written).join(' '),
    forms: [compared.toSorted().join(' '), compared.join('')],
  };
}

function tells(word: string, { commonWords }: PolicySettings): boolean {
  if (ENVIRONMENTS.has(word)) return false;
  return !isListed(word, commonWords) && !consistsOf(word, commonWords);
}

/** Normalizes a word: one name per environment, no plural, no decoration in scripts without spaces. */
function bare(part: string, own: readonly string[]): string {
  const environment = ENVIRONMENTS.get(part);
  if (environment !== undefined) return environment;
  if (hasCjk(part)) {
    return [...own.filter(hasCjk), ...CJK_DECORATION].reduce(
      (rest, word) => rest.replaceAll(word, ''),
      part,
    );
  }
  const plural = part.length >= 5 && part.endsWith('s') && !/(?:ss|us|is)$/.test(part);
  return plural ? part.slice(0, -1) : part;
}
