import type { Member } from '@/lib/domain/organization';
import { fold, hasCjk, wordsOf, type Words } from '../text';
import type { PolicySettings } from '../types';
import { isListed } from '../words/word-set';
import { workloadWordsIn } from '../words/word-weights';

/** The words that identify a holder by name, and the words that show a shared mailbox. */
export type HolderNames = {
  /** Given name, family name, the words of the email's local part, and the local part as one word. */
  words: ReadonlySet<string>;
  /** The words of the email that show a shared mailbox. Empty: it is a person's. */
  mailboxWords: readonly string[];
  /** The display name or email that names a program, such as "CI Runner". `null`: it is a person's. */
  program: string | null;
};

/** Shorter names match other words by chance: "Al", "Bo". */
const SHORTEST_NAME_CHARS = 3;
const SHORTEST_MAILBOX_WORD_CHARS = 3;
/** For a holder whose names are unknown. */
const NO_NAMES: HolderNames = { words: new Set(), mailboxWords: [], program: null };
const DIGITS = /^\p{N}+$/u;

/** Returns no words for a holder who isn't in the member list. */
export function holderNames(member: Member | undefined, settings: PolicySettings): HolderNames {
  if (member === undefined) return NO_NAMES;
  const nameWords = [
    ...wordsOf(member.givenName ?? '').parts,
    ...wordsOf(member.familyName ?? '').parts,
  ];
  const { local, tag } = splitEmail(member.email ?? '');
  const mailboxWords = mailboxWordsOf(local, tag, nameWords, settings.sharedMailboxWords);
  if (mailboxWords.length > 0) return { ...NO_NAMES, mailboxWords };
  const program = programOf(member, nameWords, settings);
  if (program !== null) return { ...NO_NAMES, program };
  const localWords = wordsOf(local);
  const all = [...nameWords, ...localWords.parts, ...localWords.runs, localWords.compact];
  return { ...NO_NAMES, words: new Set(all.filter(isTelling)) };
}

/** The words of a key's name that are its holder's own name. */
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

/** Whether a name is long enough not to match by chance: two letters in scripts without spaces. */
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
 * "ci@", "svc-ingest@", "data.platform@", and "anna+ci@" are shared. "anna.bot@" of Anna Bot is a person's.
 * So is "anna.dev@" if nothing else is known about her.
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

/**
 * The display name if it consists of workload keywords only, as in "CI Runner". Without a display name, the email
 * if its local part does, as in "jenkins@".
 */
function programOf(
  { givenName, familyName, email }: Member,
  nameWords: readonly string[],
  settings: PolicySettings,
): string | null {
  const name = [givenName, familyName].filter((part) => part !== null && part !== '').join(' ');
  if (nameWords.length > 0) return namesProgram(name, settings) ? name : null;
  const { local } = splitEmail(email ?? '');
  return namesProgram(local, settings) ? email : null;
}

/** Whether all words are workload keywords, or common beside one, and one of them is a clear keyword. */
function namesProgram(text: string, settings: PolicySettings): boolean {
  const words = wordsOf(text);
  const lists = [settings.workloadWords, settings.sharedMailboxWords, settings.commonWords];
  const known = words.parts.every(
    (part) => DIGITS.test(part) || lists.some((list) => isListed(part, list)),
  );
  return (
    known &&
    workloadWordsIn(words, settings).some(({ kind }) => kind === 'software' || kind === 'full')
  );
}

/** Whether the email is a person's real name, such as "ai.it@" for a person named Ai It. */
function sameWords(parts: readonly string[], nameWords: readonly string[]): boolean {
  return nameWords.length > 1 && fold(parts.join(' ')) === nameWords.join(' ');
}
