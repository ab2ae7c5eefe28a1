import type { KeyId } from '@/lib/domain/core';
import type { Key, ServiceToken } from '@/lib/domain/organization';
import type { AccountOwnerOf } from './names/account-namesake';
import { livingTokens } from './judge-tokens';
import { hasExpired } from './key-dates';
import { purposeOf, type Purpose } from './names/purpose';
import { isBtSetupName, wordsOf, type Words } from './text';
import type { Decisions, PolicySettings, Snapshot } from './types';
import { namesPersonsThing } from './words/word-weights';
import { followDecisions } from './workload-decisions';

/** A service token that seems to serve the same purpose as a key. */
export type Successor = { token: ServiceToken; words: readonly string[] };

/** The service tokens that may supersede one key. */
export type Supersession = {
  /** Newer than the key, latest first. */
  successors: readonly Successor[];
  /** For the same purpose, but a creation date is missing, so it is unknown which is newer. */
  undated: readonly Successor[];
};

/**
 * Finds unexpired keys with a service token for the same purpose, by key id. The token is newer, or it is
 * unknown which is newer. All words of the key's name, except those like "key" or "token", must match those
 * of the token, its service account, or both. Workloads that a person merged count as one.
 *
 * Skips tokens of accounts named after a person, and keys that someone marked as used by a person.
 */
export function findSuperseded(
  snapshot: Snapshot,
  settings: PolicySettings,
  now: Date,
  of: {
    purposeOfKey: (key: Key) => Purpose | null;
    ownerOfAccount: AccountOwnerOf;
    decided: Decisions['usedBy'];
    workloads: Decisions['workloads'];
  },
): Map<KeyId, Supersession> {
  const found = new Map<KeyId, Supersession>();
  const byForm = tokensByForm(snapshot, settings, of, now);
  if (byForm.size === 0) return found;
  for (const key of snapshot.keys) {
    if (
      isBtSetupName(key.name) ||
      hasExpired(key, now) ||
      of.decided.get(key.id)?.usedBy === 'person'
    )
      continue;
    const purpose = of.purposeOfKey(key);
    const tokens = purpose === null ? [] : tokensOf(purpose, byForm);
    const supersession = compare(key, tokens, purpose?.words ?? []);
    if (supersession !== null) found.set(key.id, supersession);
  }
  return found;
}

function tokensOf({ forms }: Purpose, byForm: ReadonlyMap<string, Set<ServiceToken>>) {
  return [...new Set(forms.flatMap((form) => [...(byForm.get(form) ?? [])]))];
}

function compare(
  key: Key,
  tokens: readonly ServiceToken[],
  words: readonly string[],
): Supersession | null {
  const successors: Successor[] = [];
  const undated: Successor[] = [];
  for (const token of tokens) {
    const laterMs = timeOf(token.createdAt) - timeOf(key.createdAt);
    if (Number.isNaN(laterMs)) undated.push({ token, words });
    else if (laterMs > 0) successors.push({ token, words });
  }
  if (successors.length === 0 && undated.length === 0) return null;
  const newestFirst = (a: Successor, b: Successor): number =>
    timeOf(b.token.createdAt) - timeOf(a.token.createdAt) || (a.token.id < b.token.id ? -1 : 1);
  return { successors: successors.toSorted(newestFirst), undated: undated.toSorted(newestFirst) };
}

const timeOf = (date: Date | null): number => date?.getTime() ?? Number.NaN;

function tokensByForm(
  { serviceTokens }: Snapshot,
  settings: PolicySettings,
  {
    ownerOfAccount,
    workloads,
  }: { ownerOfAccount: AccountOwnerOf; workloads: Decisions['workloads'] },
  now: Date,
): Map<string, Set<ServiceToken>> {
  const byForm = new Map<string, Set<ServiceToken>>();
  if (!serviceTokens.read || serviceTokens.value.length === 0) return byForm;
  for (const token of livingTokens(serviceTokens.value, settings, now)) {
    const account = token.serviceAccountName ?? '';
    if (ownerOfAccount(account, token.serviceAccountId) !== null) continue;
    const own = [...formsOf(wordsOf(token.name), wordsOf(account), settings)];
    // A token of a merged workload serves the workload that it counts as.
    const merged = own.flatMap((form) => followDecisions(form, workloads)?.workload ?? []);
    for (const form of new Set([...own, ...merged])) {
      const tokens = byForm.get(form);
      if (tokens === undefined) byForm.set(form, new Set([token]));
      else tokens.add(token);
    }
  }
  return byForm;
}

/**
 * The forms of the token's name, with and without its account's name. The account's name alone counts only if
 * the token's own name has no purpose: an account "platform" may hold tokens for many purposes.
 */
function formsOf(name: Words, account: Words, settings: PolicySettings): Set<string> {
  if (namesPersonsThing(name, settings)) return new Set();
  const own = purposeOf([name], settings);
  const together = purposeOf([account, name], settings);
  const swapped = purposeOf([name, account], settings);
  const accounts = own === null ? purposeOf([account], settings) : null;
  return new Set([own, together, swapped, accounts].flatMap((purpose) => purpose?.forms ?? []));
}
