import { formatDay, MINUTE_MS, plural, type KeyId, type MemberId } from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';
import type { AccountOwnerOf } from '../names/account-namesake';
import type { Signal } from './name-signals';
import { purposeOf, type Purpose } from '../names/purpose';
import { evidenceText, wordsOf } from '../text';
import type { Decisions, Evidence, PolicySettings, Snapshot, UsedByDecision } from '../types';
import { WEIGHT } from './weights';

export type OrganizationSignals = {
  /** Owners' decision on other keys of the name. */
  override: readonly Signal[];
  /** They count once, because people name keys after projects, too. Found on demand: most keys don't need them. */
  supporting: () => readonly Signal[];
};

type Sources = {
  keysByHolder: ReadonlyMap<MemberId, readonly Key[]>;
  purposeOfKey: (key: Key) => Purpose | null;
  ownerOfAccount: AccountOwnerOf;
  decided: Decisions['usedBy'];
};

/** Keys of one holder that were created within this time were likely set up together. */
const TOGETHER_MS = 10 * MINUTE_MS;
const FEWEST_TOGETHER = 3;

/**
 * Returns what the organization's own names and keys say about who uses a key: projects, service tokens, and
 * accounts of the same name, owners' overrides, and the holder's other keys. Takes one pass over each.
 */
export function organizationSignals(
  snapshot: Snapshot,
  settings: PolicySettings,
  sources: Sources,
): (key: Key) => OrganizationSignals {
  const projects = projectsByForm(snapshot, settings);
  const tokens = tokensByForm(snapshot, settings, sources.ownerOfAccount);
  const overrides = overridesByForm(snapshot.keys, sources);
  const siblings = onePerHolder(sources, siblingsAmong);
  const together = onePerHolder(sources, createdTogether);
  const formsOf = (key: Key) => sources.purposeOfKey(key)?.forms ?? [];
  const supportingOf = (key: Key) => {
    const forms = formsOf(key);
    const found = [
      ...evidence('Service token or account of this name', firstOf(forms, tokens)),
      ...evidence('Project of this name', firstOf(forms, projects)),
      ...evidence('Keys of this holder with this name', counted(siblings(key))),
      ...evidence('Keys of this holder created within 10 minutes', counted(together(key))),
    ];
    return found.map((each, index) => ({ ...each, weight: index === 0 ? WEIGHT.supporting : 0 }));
  };
  return (key) => ({
    override:
      overrides.size === 0 || sources.decided.has(key.id)
        ? []
        : overrideSignal(firstOf(formsOf(key), overrides)),
    supporting: () => supportingOf(key),
  });
}

function evidence(label: string, value: string | undefined): Evidence[] {
  return value === undefined ? [] : [{ label, value: evidenceText(value) }];
}

function counted(keys: number | undefined): string | undefined {
  return keys === undefined ? undefined : plural(keys, 'key');
}

function firstOf<T>(forms: readonly string[], found: ReadonlyMap<string, T>): T | undefined {
  for (const form of forms) {
    const match = found.get(form);
    if (match !== undefined) return match;
  }
  return undefined;
}

function addForms(into: Map<string, string>, name: string, settings: PolicySettings): void {
  for (const form of purposeOf([wordsOf(name)], settings)?.forms ?? []) {
    if (!into.has(form)) into.set(form, name);
  }
}

function projectsByForm({ projects }: Snapshot, settings: PolicySettings): Map<string, string> {
  const byForm = new Map<string, string>();
  if (!projects.read) return byForm;
  for (const { name, deleted } of projects.value) if (!deleted) addForms(byForm, name, settings);
  return byForm;
}

/** Names of accounts that are a person's don't count. */
function tokensByForm(
  { serviceTokens }: Snapshot,
  settings: PolicySettings,
  ownerOfAccount: AccountOwnerOf,
): Map<string, string> {
  const byForm = new Map<string, string>();
  if (!serviceTokens.read || serviceTokens.value.length === 0) return byForm;
  for (const { name, serviceAccountName, serviceAccountId } of serviceTokens.value) {
    const account = serviceAccountName ?? '';
    if (ownerOfAccount(account, serviceAccountId) !== null) continue;
    addForms(byForm, name, settings);
    addForms(byForm, account, settings);
  }
  return byForm;
}

/** The latest override of the keys of each name. `null`: owners disagree. */
function overridesByForm(
  keys: readonly Key[],
  { decided, purposeOfKey }: Sources,
): Map<string, UsedByDecision | null> {
  const byForm = new Map<string, UsedByDecision | null>();
  if (decided.size === 0) return byForm;
  for (const key of keys) {
    const decision = decided.get(key.id);
    const form = decision === undefined ? undefined : purposeOfKey(key)?.forms[0];
    if (decision === undefined || form === undefined) continue;
    byForm.set(form, agreed(byForm.get(form), decision));
  }
  return byForm;
}

function agreed(
  known: UsedByDecision | null | undefined,
  decision: UsedByDecision,
): UsedByDecision | null {
  if (known === undefined) return decision;
  if (known?.usedBy !== decision.usedBy) return null;
  const later = decision.at.getTime() - known.at.getTime();
  return later > 0 || (later === 0 && decision.author > known.author) ? decision : known;
}

function overrideSignal(decision: UsedByDecision | null | undefined): Signal[] {
  if (decision === undefined || decision === null) return [];
  const { usedBy, author, at } = decision;
  const weight = usedBy === 'workload' ? WEIGHT.override : -WEIGHT.override;
  const value = `Set to ${usedBy} by ${evidenceText(author)} on ${formatDay(at)}`;
  return [{ label: 'Override on a key of this name', value, weight }];
}

/** Returns a lookup of a count for each key, found once for all keys of its holder. */
function onePerHolder(
  sources: Sources,
  countAmong: (held: readonly Key[], sources: Sources) => ReadonlyMap<KeyId, number>,
): (key: Key) => number | undefined {
  const counts = new Map<MemberId, ReadonlyMap<KeyId, number>>();
  return ({ id, holderId }) => {
    const ofHolder =
      counts.get(holderId) ?? countAmong(sources.keysByHolder.get(holderId) ?? [], sources);
    counts.set(holderId, ofHolder);
    return ofHolder.get(id);
  };
}

/** How many of these keys have the same name apart from numbers and words such as "new". */
function siblingsAmong(
  held: readonly Key[],
  { purposeOfKey }: Sources,
): ReadonlyMap<KeyId, number> {
  const counts = new Map<KeyId, number>();
  const byForm = new Map<string, Key[]>();
  for (const key of held.length < 2 ? [] : held) {
    const form = purposeOfKey(key)?.forms[0];
    const alike = form === undefined ? undefined : byForm.get(form);
    if (alike !== undefined) alike.push(key);
    else if (form !== undefined) byForm.set(form, [key]);
  }
  for (const keys of byForm.values()) {
    if (keys.length > 1) for (const key of keys) counts.set(key.id, keys.length);
  }
  return counts;
}

/** How many of these keys were created together, for each of them. */
function createdTogether(held: readonly Key[]): ReadonlyMap<KeyId, number> {
  const counts = new Map<KeyId, number>();
  for (const group of held.length < FEWEST_TOGETHER ? [] : groupsInTime(held)) {
    if (group.length < FEWEST_TOGETHER) continue;
    for (const key of group) counts.set(key.id, group.length);
  }
  return counts;
}

/** Groups that begin with the first key that is too late for the group before. */
function groupsInTime(keys: readonly Key[]): readonly (readonly Key[])[] {
  const dated = keys
    .flatMap((key) => (key.createdAt === null ? [] : [{ key, ms: key.createdAt.getTime() }]))
    .toSorted((a, b) => a.ms - b.ms);
  const groups: Key[][] = [];
  let beginMs = Number.NEGATIVE_INFINITY;
  for (const { key, ms } of dated) {
    const group = groups.at(-1);
    if (group !== undefined && ms - beginMs <= TOGETHER_MS) group.push(key);
    else {
      groups.push([key]);
      beginMs = ms;
    }
  }
  return groups;
}
