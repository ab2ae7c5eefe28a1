import { consistsOf } from './copies';
import { namesIn, type HolderNames } from './holder-names';
import { hasCjk, type Words } from './text';
import type { PolicySettings } from './types';
import { isListed, matchWords } from './word-set';

/** What a name says that a credential is for. Two of one purpose share a form. */
export type Purpose = {
  /** The words that tell, as they were compared. */
  words: readonly string[];
  forms: readonly string[];
};

/** Words that say what a thing is, not what it is for. */
const DECORATION: readonly string[] = Object.freeze([
  ...['key', 'api', 'apikey', 'token', 'secret', 'credential', 'service', 'account', 'svc', 'sa'],
  ...['serviceaccount', 'servicetoken', 'st', 'bt', 'braintrust', 'the', 'for', 'of', 'a', 'an'],
  ...['and', 'new', 'old', 'v', 'copy', 'backup', 'schlüssel', 'clé', 'clave', 'chave', 'chiave'],
  ...['sleutel', 'klucz', 'ключ', 'キー', 'トークン', '密钥', '密鑰', '令牌', '키', '토큰'],
]);

const CJK_DECORATION = DECORATION.filter(hasCjk).toSorted((a, b) => b.length - a.length);

/** Where something runs. It parts two purposes, but is none by itself. */
const ENVIRONMENTS: ReadonlyMap<string, string> = new Map([
  ...['prod', 'prd', 'production', 'live'].map((word) => [word, 'prod'] as const),
  ...['dev', 'develop', 'development'].map((word) => [word, 'dev'] as const),
  ...['staging', 'stage', 'stg'].map((word) => [word, 'staging'] as const),
  ...['test', 'testing'].map((word) => [word, 'test'] as const),
  ...['qa', 'uat', 'preprod', 'sandbox', 'demo', 'eu', 'us'].map((word) => [word, word] as const),
]);

const SHORTEST_PURPOSE_CHARS = 3;
const DIGITS = /^\p{N}+$/u;
const NOBODY: HolderNames = { words: new Set(), mailboxWords: [] };

/**
 * What a name says that a credential is for, or `null` where that is nothing: no words but common
 * ones, only a place such as "prod", or a word for a person's computer. Case, signs, numbers,
 * order, the holder's own name and words such as "key" or "service account" make no difference.
 */
export function purposeOf(
  names: readonly Words[],
  settings: PolicySettings,
  holder: HolderNames = NOBODY,
): Purpose | null {
  /** As compared → as written. */
  const words = new Map<string, string>();
  for (const name of names) {
    if (matchWords(name, settings.personWords).length > 0) return null;
    const own = new Set(namesIn(name, holder));
    for (const part of name.parts) {
      if (DIGITS.test(part) || own.has(part) || isListed(part, DECORATION)) continue;
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
  return {
    words: telling.map((word) => words.get(word) ?? word),
    forms: [compared.toSorted().join(' '), compared.join('')],
  };
}

function tells(word: string, { commonWords }: PolicySettings): boolean {
  if (ENVIRONMENTS.has(word)) return false;
  return !isListed(word, commonWords) && !consistsOf(word, commonWords);
}

/** One spelling: environments by one name, no plural, no decoration within scripts without spaces. */
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
