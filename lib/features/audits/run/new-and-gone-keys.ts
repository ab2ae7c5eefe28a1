import type { ChangeKind, KeyId, KeyState, MemberId, MemberState } from '@/lib/domain/core';
import { UNNAMED_HOLDER, type Expiry, type Key } from '@/lib/domain/organization';

/** A key as the previous audit stored it. */
export type KnownKey = Key & { state: KeyState; firstSeenAt: Date; lastSeenAt: Date };

export type Change = {
  kind: ChangeKind;
  key: Key;
  /** The differences, as text for people; empty unless `changed`. */
  fields: readonly { field: string; before: string; after: string }[];
};

export type Reconciliation = {
  /** Keys that were known before and that this audit did not list, each with its current state. */
  carried: readonly KnownKey[];
  changes: readonly Change[];
};

type Roster = ReadonlyMap<MemberId, { state: MemberState; left: boolean }>;

/**
 * Compares the keys of an audit with those of the previous one.
 *
 * A key is `gone` only if its holder was audited under a proven identity this time and the complete list
 * lacks it. If the holder was not audited, it is `not-seen`. If the holder is no longer a member, it is
 * `holder-left` and never gone, because a former member can't be checked. Gone keys are reported once and not
 * carried any further. A key that a follow-up found gone since the previous audit stays gone.
 *
 * *Shape*: `roster` holds every member of this audit. A holder who is missing from it, or is marked as having
 * left without being audited, counts as a former member.
 */
export function reconcile(input: {
  before: readonly KnownKey[] | null;
  /** Every key that the latest follow-up since then still knew; `null` if there was none. */
  since: readonly KnownKey[] | null;
  now: readonly Key[];
  roster: Roster;
  /** False if the list couldn't be confirmed as complete: then nothing counts as gone. */
  confirmed: boolean;
}): Reconciliation {
  const { before, since, now } = input;
  if (before === null) return { carried: [], changes: [] };
  const known = new Map<KeyId, KnownKey>();
  for (const key of before) if (key.state !== 'gone') known.set(key.id, key);

  const changes: Change[] = [];
  const seen = new Set<KeyId>();
  for (const key of now) {
    seen.add(key.id);
    const old = known.get(key.id);
    if (old === undefined) changes.push({ kind: 'new', key, fields: [] });
    else {
      const fields = differences(old, key);
      if (fields.length > 0) changes.push({ kind: 'changed', key, fields });
    }
  }

  const carried: KnownKey[] = [];
  for (const key of since === null ? known.values() : latestOf(known, since)) {
    if (seen.has(key.id)) continue;
    const state = key.state === 'gone' ? 'gone' : stateOfMissing(key, input);
    carried.push({ ...key, state });
    if (state === 'gone') changes.push({ kind: 'gone', key, fields: [] });
  }
  return { carried, changes };
}

/** The known keys as the follow-up saw them, `gone` if it no longer knew one, and those that only it knew. */
function latestOf(
  known: ReadonlyMap<KeyId, KnownKey>,
  since: readonly KnownKey[],
): readonly KnownKey[] {
  const later = new Map(since.map((key) => [key.id, key]));
  const old = [...known.values()].map(
    (key): KnownKey => later.get(key.id) ?? { ...key, state: 'gone' },
  );
  return [...old, ...since.filter((key) => !known.has(key.id))];
}

function stateOfMissing(
  { holderId }: Key,
  { roster, confirmed }: { roster: Roster; confirmed: boolean },
): KeyState {
  // An unnamed holder has no member state to check.
  if (holderId === UNNAMED_HOLDER) return 'not-seen';
  const holder = roster.get(holderId);
  if (holder === undefined) return 'holder-left';
  if (holder.state === 'audited') return confirmed ? 'gone' : 'not-seen';
  return holder.left ? 'holder-left' : 'not-seen';
}

/** What differs between two observations of a key, as text for people. */
export function differences(before: Key, after: Key): Change['fields'] {
  const fields: { field: string; before: string; after: string }[] = [];
  const compare = (field: string, a: string, b: string) => {
    if (a !== b) fields.push({ field, before: a, after: b });
  };
  compare('name', before.name, after.name);
  compare('preview', before.preview, after.preview);
  compare('holder', before.holderId, after.holderId);
  compare('created', timeText(before.createdAt), timeText(after.createdAt));
  compare('expires', expiryText(before.expiry), expiryText(after.expiry));
  compare('organization', before.organizationId ?? 'none', after.organizationId ?? 'none');
  return fields;
}

const timeText = (time: Date | null): string => time?.toISOString() ?? 'unknown';

function expiryText(expiry: Expiry): string {
  return expiry.kind === 'at' ? expiry.at.toISOString() : expiry.kind;
}
