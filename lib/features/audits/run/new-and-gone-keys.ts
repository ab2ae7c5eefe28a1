import type { ChangeKind, KeyId, KeyState, MemberId, MemberState } from '@/lib/domain/core';
import { UNNAMED_HOLDER, type Expiry, type Key } from '@/lib/domain/organization';

/** A key as the audit before left it. */
export type KnownKey = Key & { state: KeyState; firstSeenAt: Date; lastSeenAt: Date };

export type Change = {
  kind: ChangeKind;
  key: Key;
  /** What is different, in words for people; empty unless `changed`. */
  fields: readonly { field: string; before: string; after: string }[];
};

export type Reconciliation = {
  /** Keys of the audit before that this one did not list, each with its state now. */
  carried: readonly KnownKey[];
  changes: readonly Change[];
};

type Roster = ReadonlyMap<MemberId, { state: MemberState; left: boolean }>;

/**
 * What has become of every key since the audit before.
 *
 * A key is `gone` only when its holder was audited under a proven identity this time and the whole
 * list lacks it. A holder who was not audited leaves it `not-seen`; one who left the roster leaves
 * it `holder-left`, never gone, since a leaver cannot be checked. Gone keys are told once and not
 * carried any further.
 *
 * *Shape*: `roster` holds every member of this audit; a holder outside it, or marked as having
 * left without being audited, counts as a leaver.
 */
export function reconcile(input: {
  before: readonly KnownKey[] | null;
  now: readonly Key[];
  roster: Roster;
  /** False where the list could not be confirmed to be whole: then nothing is gone. */
  confirmed: boolean;
}): Reconciliation {
  const { before, now } = input;
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
  for (const key of known.values()) {
    if (seen.has(key.id)) continue;
    const state = stateOfMissing(key, input);
    carried.push({ ...key, state });
    if (state === 'gone') changes.push({ kind: 'gone', key, fields: [] });
  }
  return { carried, changes };
}

function stateOfMissing(
  { holderId }: Key,
  { roster, confirmed }: { roster: Roster; confirmed: boolean },
): KeyState {
  // Of nobody can be said that they left, or that the list was theirs.
  if (holderId === UNNAMED_HOLDER) return 'not-seen';
  const holder = roster.get(holderId);
  if (holder === undefined) return 'holder-left';
  if (holder.state === 'audited') return confirmed ? 'gone' : 'not-seen';
  return holder.left ? 'holder-left' : 'not-seen';
}

function differences(before: KnownKey, after: Key): Change['fields'] {
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
