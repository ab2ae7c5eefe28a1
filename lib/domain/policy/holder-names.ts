import type { Member } from '@/lib/domain/organization';
import { fold, hasCjk, wordsOf, type Words } from './text';
import { isListed } from './word-set';

/** The words by which a holder is called, and whether several people or a program answer to it. */
export type HolderNames = {
  /** Given name, family name, words of the e-mail's local part, the local part as one word. */
  words: ReadonlySet<string>;
  /** The words of the e-mail that speak for a shared mailbox; empty where it is a person's. */
  mailboxWords: readonly string[];
};

/** Shorter names meet other words by chance: "Al", "Bo". */
const SHORTEST_NAME_CHARS = 3;
const SHORTEST_MAILBOX_WORD_CHARS = 3;
const NOBODY: HolderNames = { words: new Set(), mailboxWords: [] };
const DIGITS = /^\p{N}+$/u;

/** By which words a holder is known; nothing for a holder whom the roster does not have. */
export function holderNames(
  member: Member | undefined,
  sharedMailboxWords: readonly string[],
): HolderNames {
  if (member === undefined) return NOBODY;
  const nameWords = [
    ...wordsOf(member.givenName ?? '').parts,
    ...wordsOf(member.familyName ?? '').parts,
  ];
  const { local, tag } = splitEmail(member.email ?? '');
  const mailboxWords = mailboxWordsOf(local, tag, nameWords, sharedMailboxWords);
  if (mailboxWords.length > 0) return { words: new Set(), mailboxWords };
  const localWords = wordsOf(local);
  const all = [...nameWords, ...localWords.parts, ...localWords.runs, localWords.compact];
  return { words: new Set(all.filter(isTelling)), mailboxWords };
}

/** The words by which its holder is called in a key's name. */
export function namesIn(words: Words, names: HolderNames): string[] {
  if (names.words.size === 0) return [];
  const found = new Set<string>();
  for (const word of [...words.parts, ...words.runs]) if (names.words.has(word)) found.add(word);
  if (words.cjk) {
    for (const name of names.words) {
      if (hasCjk(name) && words.compact.includes(name)) found.add(name);
    }
  }
  return [...found];
}

/** A name long enough to be no chance; in scripts without spaces two letters are a name. */
function isTelling(word: string): boolean {
  if (DIGITS.test(word)) return false;
  return word.length >= (hasCjk(word) ? 2 : SHORTEST_NAME_CHARS);
}

function splitEmail(email: string): { local: string; tag: string } {
  const [address = ''] = email.split('@');
  const [local = '', ...tags] = address.split('+');
  return { local, tag: tags.join(' ') };
}

/**
 * "ci@", "svc-ingest@", "data.platform@" and "anna+ci@" are no person's; "anna.bot@" of Anna Bot
 * is, and so is "anna.dev@" where nothing else is known of her.
 */
function mailboxWordsOf(
  local: string,
  tag: string,
  nameWords: readonly string[],
  shared: readonly string[],
): string[] {
  const tagged = wordsOf(tag).parts.filter((part) => isListed(part, shared));
  const parts = wordsOf(local).parts.filter((part) => !DIGITS.test(part));
  if (parts.length === 0) return tagged;
  const listed = parts.filter((part) => isListed(part, shared));
  const whole = wordsOf(local).compact;
  if (isListed(whole, shared)) return [whole];
  if (listed.length === parts.length && !sameWords(parts, nameWords)) return listed;
  const ends = [parts[0] ?? '', parts.at(-1) ?? ''].filter(
    (part) => part.length >= SHORTEST_MAILBOX_WORD_CHARS && isListed(part, shared),
  );
  const named = parts.some((part) => nameWords.includes(part) && !isListed(part, shared));
  const dotted = local.includes('.') && nameWords.length === 0;
  return ends.length > 0 && !named && !dotted ? [...new Set([...ends, ...tagged])] : tagged;
}

/** True for "ai.it@" of a person who is really called Ai It. */
function sameWords(parts: readonly string[], nameWords: readonly string[]): boolean {
  return nameWords.length > 1 && fold(parts.join(' ')) === nameWords.join(' ');
}
