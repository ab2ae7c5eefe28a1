import type { KeyId, MemberId, Steps } from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';
import { accountOwners, type AccountOwnerOf } from './names/account-namesake';
import { findCopies, type Copies } from './names/copies';
import { holderNames } from './names/holder-names';
import { holderPower, type HolderPower } from './holder-power';
import { organizationSignals } from './used-by/organization-signals';
import { purposeOf, type Purpose } from './names/purpose';
import { findSuperseded, type Supersession } from './supersession';
import { wordsOf, type Words } from './text';
import { overrule } from './used-by/overrule';
import { applyDecisions } from './workload-decisions';
import type {
  Decisions,
  PolicySettings,
  Snapshot,
  SnapshotMember,
  UsedByAssessment,
} from './types';
import { assessUsedBy } from './used-by/assess-used-by';

/** What several rules need to know about one snapshot, computed once. */
export type Facts = {
  members: ReadonlyMap<MemberId, SnapshotMember>;
  keysByHolder: ReadonlyMap<MemberId, readonly Key[]>;
  copies: ReadonlyMap<KeyId, Copies>;
  usedBy: ReadonlyMap<KeyId, UsedByAssessment>;
  powerOf: (holder: MemberId) => HolderPower;
  /** Keys with a service token for the same purpose. */
  superseded: ReadonlyMap<KeyId, Supersession>;
  wordsOfName: (name: string) => Words;
  /** What a key is for, according to its name, or to a person. */
  purposeOfKey: (key: Key) => Purpose | null;
  /** The member that a service account is named after. */
  ownerOfAccount: AccountOwnerOf;
};

/** Computes the facts of a snapshot, with people's decisions on usage and workloads applied. */
export function* factsOf(
  snapshot: Snapshot,
  settings: PolicySettings,
  { usedBy: decided, workloads }: Pick<Decisions, 'usedBy' | 'workloads'>,
  now: Date,
): Steps<Facts> {
  const members = new Map(snapshot.members.map((member) => [member.id, member]));
  const memberOf = (id: MemberId) => members.get(id);
  const namesOf = remember((id: MemberId) => holderNames(members.get(id), settings));
  const wordsOfName = remember(wordsOf);
  const keysByHolder = new Map<MemberId, Key[]>();
  for (const key of snapshot.keys) {
    const held = keysByHolder.get(key.holderId);
    if (held === undefined) keysByHolder.set(key.holderId, [key]);
    else held.push(key);
  }
  const copies = yield* findCopies(snapshot.keys, wordsOfName, namesOf, settings);
  const purposeOfName = purposesOf((key) =>
    purposeOf([wordsOfName(key.name)], settings, namesOf(key.holderId)),
  );
  const purposeOfKey = purposesOf((key) => applyDecisions(key, purposeOfName(key), workloads));
  // The names of all members are read only if there is a service account to compare them with.
  let owners: AccountOwnerOf | undefined;
  const ownerOfAccount: AccountOwnerOf = (name, id) =>
    (owners ??= accountOwners(snapshot.members, settings))(name, id);
  // Who uses a key depends on its name only, so that a decision on workloads never changes it.
  const signalsOf = organizationSignals(snapshot, settings, {
    keysByHolder,
    purposeOfKey: purposeOfName,
    ownerOfAccount,
    decided,
  });
  // Purposes are remembered. Finding them here, one by one, keeps each later step short. So it is with access below.
  for (const key of snapshot.keys) {
    purposeOfKey(key);
    yield;
  }
  const usedBy = new Map<KeyId, UsedByAssessment>();
  for (const key of snapshot.keys) {
    const context = {
      words: wordsOfName(key.name),
      holder: members.get(key.holderId),
      names: namesOf(key.holderId),
      copies: copies.get(key.id),
      ofOrganization: signalsOf(key),
      memberOf,
    };
    usedBy.set(key.id, overrule(assessUsedBy(key, context, settings), decided.get(key.id)));
    yield;
  }
  const powerOf = remember((holder: MemberId) =>
    holderPower(snapshot, holder, members.get(holder)),
  );
  for (const holder of keysByHolder.keys()) {
    powerOf(holder);
    yield;
  }
  const superseded = findSuperseded(snapshot, settings, now, {
    purposeOfKey,
    ownerOfAccount,
    decided,
    workloads,
  });
  yield;
  return {
    members,
    keysByHolder,
    copies,
    usedBy,
    powerOf,
    superseded,
    wordsOfName,
    purposeOfKey,
    ownerOfAccount,
  };
}

/** Whether a holder left, or never was in the member list. */
export function hasLeft(member: SnapshotMember | undefined): boolean {
  return member === undefined || member.roster === 'left';
}

/** Several facts need the purpose of a key, and finding it is slow. */
function purposesOf(work: (key: Key) => Purpose | null): (key: Key) => Purpose | null {
  const known = new Map<KeyId, Purpose | null>();
  return (key) => {
    const purpose = known.get(key.id);
    if (purpose !== undefined) return purpose;
    const found = work(key);
    known.set(key.id, found);
    return found;
  };
}

/** Caches the function's result for each input. */
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
