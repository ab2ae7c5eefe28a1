import type { Key, Member } from '@/lib/domain/organization';
import { formatNumber, type UsedBy } from '@/lib/domain/core';
import type { Copies } from '../names/copies';
import type { HolderNames } from '../names/holder-names';
import { nameSignals, type Signal } from './name-signals';
import type { OrganizationSignals } from './organization-signals';
import { evidenceText, isBtSetupName, type Words } from '../text';
import type { PolicySettings, UsedByAssessment } from '../types';
import { PERSON_AT, WEIGHT, WORKLOAD_AT } from './weights';

/** Evidence names this many other holders; the rest is counted. */
const NAMED_HOLDERS = 5;

export type UsedByContext = {
  words: Words;
  holder: Member | undefined;
  names: HolderNames;
  /** Keys of the same name at other members. */
  copies: Copies | undefined;
  /** What the organization's projects, tokens, and other keys say. */
  ofOrganization: OrganizationSignals;
  memberOf: (id: Key['holderId']) => Member | undefined;
};

/**
 * Classifies who uses a key and returns every signal that was weighed. Workload words in the name, a shared
 * mailbox or a program as holder, and copies at other members point to a workload. Person words and the holder's
 * own name point to a person. Without a clear result, it is `unclear`.
 */
export function assessUsedBy(
  key: Key,
  context: UsedByContext,
  settings: PolicySettings,
): UsedByAssessment {
  if (isBtSetupName(key.name)) {
    return {
      usedBy: 'person',
      signals: [{ label: 'Name from bt setup', value: evidenceText(key.name) }],
    };
  }
  const { override, supporting } = context.ofOrganization;
  const own = [
    ...nameSignals(context.words, context.names, settings),
    ...holderSignals(context),
    ...copySignals(key, context),
    ...override,
  ];
  const settled = usedByOf(own) !== 'unclear' || own.some(({ weight }) => weight < 0);
  const signals = settled ? own : [...own, ...supporting()];
  const usedBy = usedByOf(signals);
  return {
    usedBy,
    signals: inOrder(signals, usedBy).map(({ label, value }) => ({ label, value })),
  };
}

/** The signals that decided come first: what to do with a key quotes the first one. */
function inOrder(signals: readonly Signal[], usedBy: UsedBy): readonly Signal[] {
  const toward = usedBy === 'person' ? -1 : 1;
  return signals.toSorted((a, b) => toward * (b.weight - a.weight));
}

function usedByOf(signals: readonly Signal[]): UsedBy {
  const score = signals.reduce((sum, { weight }) => sum + weight, 0);
  if (score >= WORKLOAD_AT) return 'workload';
  const nothingClear = signals.every(({ weight }) => weight < WORKLOAD_AT);
  return score <= PERSON_AT && nothingClear ? 'person' : 'unclear';
}

function holderSignals({ holder, names }: UsedByContext): Signal[] {
  if (names.program !== null) {
    const value = evidenceText(names.program);
    return [{ label: 'Holder named like a workload', value, weight: WEIGHT.sharedMailbox }];
  }
  if (names.mailboxWords.length === 0) return [];
  const value = evidenceText(holder?.email ?? names.mailboxWords.join(' '));
  return [{ label: 'Shared mailbox', value, weight: WEIGHT.sharedMailbox }];
}

function copySignals(key: Key, { copies, memberOf }: UsedByContext): Signal[] {
  if (copies === undefined) return [];
  const value = otherHolders(key, copies, memberOf);
  return [{ label: 'Same name held by', value, weight: WEIGHT.copies }];
}

/** The other holders of a name: the first few by email, the rest as a number. */
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
  return others > 0 ? `${named.join(', ')}, and ${formatNumber(others)} more` : named.join(', ');
}
