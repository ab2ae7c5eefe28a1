import type { KeyId, MemberId } from '@/lib/core';
import type { Key } from '@/lib/organization';
import { findCopies, type Copies } from './copies';
import { holderNames } from './holder-names';
import { wordsOf, type Words } from './text';
import type { PolicySettings, Snapshot, SnapshotMember, UsedByAssessment } from './types';
import { assessUsedBy } from './used-by';

/** What several rules need to know of one snapshot, worked out once. */
export type Facts = {
  members: ReadonlyMap<MemberId, SnapshotMember>;
  keysByHolder: ReadonlyMap<MemberId, readonly Key[]>;
  copies: ReadonlyMap<KeyId, Copies>;
  usedBy: ReadonlyMap<KeyId, UsedByAssessment>;
  /** The words of a key's name. */
  wordsOfName: (name: string) => Words;
};

const rememberedFacts = new WeakMap<Snapshot, { settings: PolicySettings; facts: Facts }>();

/**
 * The facts of a snapshot under some settings. Remembered for the settings asked for last: a
 * snapshot is never changed, so that the answer is the same as if it were worked out anew.
 */
export function factsOf(snapshot: Snapshot, settings: PolicySettings): Facts {
  const remembered = rememberedFacts.get(snapshot);
  if (remembered?.settings === settings) return remembered.facts;
  const facts = workOut(snapshot, settings);
  rememberedFacts.set(snapshot, { settings, facts });
  return facts;
}

/** True where a holder is on the roster no more, or never was. */
export function hasLeft(member: SnapshotMember | undefined): boolean {
  return member === undefined || member.roster === 'left';
}

function workOut(snapshot: Snapshot, settings: PolicySettings): Facts {
  const members = new Map(snapshot.members.map((member) => [member.id, member]));
  const memberOf = (id: MemberId) => members.get(id);
  const namesOf = remember((id: MemberId) =>
    holderNames(members.get(id), settings.sharedMailboxWords),
  );
  const wordsOfName = remember(wordsOf);
  const keysByHolder = new Map<MemberId, Key[]>();
  for (const key of snapshot.keys) {
    const held = keysByHolder.get(key.holderId);
    if (held === undefined) keysByHolder.set(key.holderId, [key]);
    else held.push(key);
  }
  const copies = findCopies(snapshot.keys, wordsOfName, namesOf, settings);
  const usedBy = new Map<KeyId, UsedByAssessment>();
  for (const key of snapshot.keys) {
    const context = {
      words: wordsOfName(key.name),
      holder: members.get(key.holderId),
      names: namesOf(key.holderId),
      copies: copies.get(key.id),
      memberOf,
    };
    usedBy.set(key.id, assessUsedBy(key, context, settings));
  }
  return { members, keysByHolder, copies, usedBy, wordsOfName };
}

/** The function, asked once for each input. */
function remember<Input, Output extends object>(
  work: (input: Input) => Output,
): (input: Input) => Output {
  const answers = new Map<Input, Output>();
  return (input) => {
    const known = answers.get(input);
    if (known !== undefined) return known;
    const answer = work(input);
    answers.set(input, answer);
    return answer;
  };
}
