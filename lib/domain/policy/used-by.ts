import type { Key, Member } from '@/lib/domain/organization';
import type { UsedBy } from '@/lib/domain/core';
import type { Copies } from './copies';
import { namesIn, type HolderNames } from './holder-names';
import { evidenceText, isBtSetupName, type Words } from './text';
import type { Evidence, PolicySettings, UsedByAssessment } from './types';
import { matchWords } from './word-set';

/**
 * What each signal weighs. From `WORKLOAD_AT` up it is a workload; from `PERSON_AT` down it is a
 * person, where nothing at all speaks for a workload.
 */
const WEIGHT = {
  workloadWord: 2,
  furtherWorkloadWords: 1,
  sharedMailbox: 2,
  copies: 2,
  personWord: -2,
  holderName: -1,
} as const;
const WORKLOAD_AT = 2;
const PERSON_AT = -1;
/** So many other holders are named in evidence; the rest is counted. */
const NAMED_HOLDERS = 5;

/** What is known of a key beyond its own fields. */
export type UsedByContext = {
  /** Its name taken apart. */
  words: Words;
  holder: Member | undefined;
  names: HolderNames;
  /** Keys of the same name at other members, if there are any. */
  copies: Copies | undefined;
  memberOf: (id: Key['holderId']) => Member | undefined;
};

type Signal = Evidence & { weight: number };

/**
 * Whether a program or a person uses a key, with every signal that was weighed: words in its name,
 * a shared mailbox as holder, copies at other members; a computer's word or the holder's own name
 * counts against. What speaks both ways, and what says nothing, is `unclear`.
 */
export function assessUsedBy(
  key: Key,
  context: UsedByContext,
  settings: PolicySettings,
): UsedByAssessment {
  if (isBtSetupName(key.name)) {
    return {
      usedBy: 'person',
      signals: [{ label: 'Name that bt setup gives', value: evidenceText(key.name) }],
    };
  }
  const signals = [
    ...wordSignals(context, settings),
    ...mailboxSignals(context),
    ...copySignals(key, context),
  ];
  return {
    usedBy: usedByOf(signals),
    signals: signals.map(({ label, value }) => ({ label, value })),
  };
}

function usedByOf(signals: readonly Signal[]): UsedBy {
  const score = signals.reduce((sum, { weight }) => sum + weight, 0);
  if (score >= WORKLOAD_AT) return 'workload';
  const nothingForWorkload = signals.every(({ weight }) => weight <= 0);
  return score <= PERSON_AT && nothingForWorkload ? 'person' : 'unclear';
}

function wordSignals({ words, names }: UsedByContext, settings: PolicySettings): Signal[] {
  const forWorkload = matchWords(words, settings.workloadWords);
  const forPerson = matchWords(words, settings.personWords);
  const own = namesIn(words, names);
  return [
    ...weighed(
      'Workload word in the name',
      forWorkload,
      WEIGHT.workloadWord,
      WEIGHT.furtherWorkloadWords,
    ),
    ...weighed('Person word in the name', forPerson, WEIGHT.personWord, 0),
    ...weighed("Holder's own name in the name", own, WEIGHT.holderName, 0),
  ];
}

/** One signal a word: the first weighs fully, the second a little, the others nothing more. */
function weighed(label: string, words: readonly string[], first: number, second: number): Signal[] {
  return words.map((word, index) => ({
    label,
    value: evidenceText(word),
    weight: index === 0 ? first : index === 1 ? second : 0,
  }));
}

function mailboxSignals({ holder, names }: UsedByContext): Signal[] {
  if (names.mailboxWords.length === 0) return [];
  const value = evidenceText(holder?.email ?? names.mailboxWords.join(' '));
  return [{ label: 'Shared mailbox', value, weight: WEIGHT.sharedMailbox }];
}

function copySignals(key: Key, { copies, memberOf }: UsedByContext): Signal[] {
  if (copies === undefined) return [];
  const value = otherHolders(key, copies, memberOf);
  return [{ label: 'Same name held by', value, weight: WEIGHT.copies }];
}

/** The other holders of a name: a few by e-mail, the rest as a number. */
export function otherHolders(
  key: Key,
  copies: Copies,
  memberOf: UsedByContext['memberOf'],
): string {
  const named: string[] = [];
  for (const id of copies.holders) {
    if (id === key.holderId) continue;
    if (named.length === NAMED_HOLDERS) break;
    named.push(evidenceText(memberOf(id)?.email ?? id));
  }
  const others = copies.holders.length - 1 - named.length;
  return others > 0 ? `${named.join(', ')} and ${others} more` : named.join(', ');
}
