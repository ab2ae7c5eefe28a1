import type { Member } from '@/lib/domain/organization';
import { holderNames } from './holder-names';
import { fold, hasCjk, wordsOf } from '../text';
import type { PolicySettings, SnapshotMember } from '../types';
import { isListed } from '../words/word-set';

/** Words that can accompany a person's name in an account name. */
const BESIDE_NAMES: readonly string[] = Object.freeze([
  ...['service', 'account', 'serviceaccount', 'svc', 'sa', 'token', 'key', 'api', 'apikey', 'bot'],
  ...['user', 'personal', 'own', 's', 'dev', 'braintrust', 'bt', 'test', 'for', 'of', 'my', 'the'],
]);
/** Shorter names match other words by chance. */
const SHORTEST_NAME_CHARS = 3;

export type AccountOwnerOf = (
  accountName: string,
  accountId: string | null,
) => SnapshotMember | null;

/**
 * Finds the member that a service account is named after: by full name or by the part of the email before the
 * @. Only words such as "service account" may accompany the name. First names alone don't count, because
 * products have such names too. Words on the settings' word lists don't count either.
 */
export function accountOwners(
  members: readonly SnapshotMember[],
  settings: PolicySettings,
): AccountOwnerOf {
  const byName = new Map<string, SnapshotMember[]>();
  for (const member of members.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    for (const name of new Set(wholeNames(member, settings))) {
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [member]);
      else known.push(member);
    }
  }
  return (accountName, accountId) => {
    for (const name of readings(accountName)) {
      // The member list may contain the account itself.
      const member = byName.get(name)?.find(({ id }) => id !== accountId);
      if (member !== undefined) return member;
    }
    return null;
  };
}

function wholeNames(member: Member, settings: PolicySettings): string[] {
  const given = fold(member.givenName ?? '');
  const family = fold(member.familyName ?? '');
  const names = given !== '' && family !== '' ? [given + family, family + given] : [];
  const { mailboxWords, program } = holderNames(member, settings);
  if (program !== null) return [];
  const [local = ''] = (member.email ?? '').split(/[@+]/);
  if (mailboxWords.length === 0) names.push(local);
  const lists = [settings.workloadWords, settings.commonWords, settings.sharedMailboxWords];
  return names
    .map((name) => wordsOf(name).compact)
    .filter((name) => {
      const long = name.length >= (hasCjk(name) ? 2 : SHORTEST_NAME_CHARS);
      return long && !/^\p{N}+$/u.test(name) && !lists.some((list) => isListed(name, list));
    });
}

/** The possible readings of an account name as a person's name, the full name first. */
function readings(accountName: string): string[] {
  const [local = ''] = accountName.split('@');
  const { parts, compact } = wordsOf(local);
  const named = parts.filter((part) => !isListed(part, BESIDE_NAMES));
  const letters = named.filter((part) => !/^\p{N}+$/u.test(part));
  return [compact, named.join(''), letters.join('')];
}
