import type {
  AccessLevel,
  FindingState,
  KeyId,
  MemberId,
  MemberReason,
  MemberState,
  RosterState,
  RuleId,
  ServiceTokenId,
  Severity,
  SubjectType,
  UsedBy,
  Verdict,
} from '@/lib/domain/core';
import type {
  Key,
  Member,
  Organization,
  Project,
  Reach,
  Readable,
  ServiceToken,
} from '@/lib/domain/organization';
import type { RuleSettings } from './rule-settings';

/** A member at the end of an audit. `owner` is `null` if groups, roles, or access rules couldn't be read. */
export type SnapshotMember = Member & {
  state: MemberState;
  reason: MemberReason | null;
  roster: RosterState;
  owner: boolean | null;
};

/** Everything that one audit saw; the input of every rule. `keys` are only those in state `seen`. */
export type Snapshot = {
  organization: Organization;
  members: readonly SnapshotMember[];
  keys: readonly Key[];
  /** Whether keys came from the organization-wide list, which can show holders outside the member list. */
  organizationWideList: boolean;
  /** What members and service accounts can do. A holder without an entry couldn't be resolved. */
  reaches: ReadonlyMap<MemberId, Reach>;
  serviceTokens: Readable<readonly ServiceToken[]>;
  projects: Readable<readonly Project[]>;
  /** Whose credential the audit used. `null`: unknown. */
  caller: 'person' | 'service-token' | null;
};

export type Subject = { type: SubjectType; id: string };

/** One fact behind a finding, ready for display: the matched word, the path, the date. */
export type Evidence = { label: string; value: string };

/** A finding before people's decisions are applied. */
export type RawFinding = {
  severity: Severity;
  subject: Subject;
  evidence: readonly Evidence[];
};

/** The exception of a finding. Once it has ended, the finding is open again. */
export type FindingException = { id: string; until: Date; reason: string; ended: boolean };

export type Finding = RawFinding & {
  rule: RuleId;
  state: Extract<FindingState, 'open' | 'excepted'>;
  /** The exception that ends last, in force or ended. `null`: there is none. */
  exception: FindingException | null;
};

/** A subject that a rule couldn't assess, and why. `evidence`: the unusable values, if any. */
export type NotAssessed = {
  rule: RuleId;
  subject: Subject;
  reason: string;
  evidence?: readonly Evidence[];
};

export type RuleResult = {
  findings: readonly RawFinding[];
  notAssessed: readonly Omit<NotAssessed, 'rule'>[];
};

/** A control of a published standard. */
export type Reference = { name: string; url: string | null };

/** The settings with their version. */
export type PolicySettings = RuleSettings & { version: number };

/** Who uses a key, as set by a person. */
export type UsedByDecision = {
  usedBy: Exclude<UsedBy, 'unclear'>;
  note: string;
  author: string;
  at: Date;
};

/** A risk accepted until a day: for one rule, on one subject or on everything that a holder holds. */
export type Exception = {
  id: string;
  rule: RuleId;
  scope: { type: 'subject'; subject: Subject } | { type: 'holder'; memberId: MemberId };
  reason: string;
  /** The exception is in force before this time. */
  until: Date;
  author: string;
  createdAt: Date;
};

/** The workload that another workload, or a key, counts as: its id and its name. */
export type WorkloadDecision = { workload: string; name: string };

/** What people decided. */
export type Decisions = {
  usedBy: ReadonlyMap<KeyId, UsedByDecision>;
  /** By the id of the workload that was merged, or by `ownWorkloadId` of a key that was split off. */
  workloads: ReadonlyMap<string, WorkloadDecision>;
  exceptions: readonly Exception[];
};

/** Who uses a key, and the signals for it. */
export type UsedByAssessment = { usedBy: UsedBy; signals: readonly Evidence[] };

export type KeyAssessment = UsedByAssessment & {
  /** Whether a person set who uses the key. */
  overruled: boolean;
  /** The earliest end of the exceptions in force on the key. `null`: there are none. */
  exceptionUntil: Date | null;
  verdict: Verdict;
  /** The worst open finding's severity. `null`: no open findings. */
  severity: Severity | null;
  /** One sentence on what to do with the key, and why. */
  recommendation: string;
  /**
   * The id of the workload that uses the key: the normalized purpose of the key's name, unless a person decided.
   * `null`: no workload, or the name doesn't say which.
   */
  workload: string | null;
  /** The key's place in the order of risk; 1 comes first. */
  priority: number;
};

/** One program, with all keys that it seems to use, of any holder. */
export type Workload = {
  /** Stays the same from audit to audit while the keys are named for the same purpose, or a person decided. */
  id: string;
  /** What the keys are for, as their names say it. */
  name: string;
  /** Whether a name or a person says the purpose. Otherwise the workload is one key, and `name` is the key's. */
  hasPurpose: boolean;
  keys: readonly KeyId[];
  /** How many of the keys have the verdict `replace`. */
  keysToReplace: number;
  /** The number of distinct holders. */
  holders: number;
  /** The widest access of a holder. `unknown`: an unknown holder could have wider access. */
  access: AccessLevel;
  /** The worst severity of a key. `null`: no key has an open finding. */
  severity: Severity | null;
  /** 1 for the workload to replace first: worst severity, widest access, most keys, oldest key. */
  priority: number;
  /** When the oldest key was created. `null`: one of the dates is unknown. */
  oldestAt: Date | null;
  /** The latest service token that seems to serve the same purpose. */
  serviceToken: Pick<ServiceToken, 'id' | 'name'> | null;
};

/** The evaluation of one snapshot. `keys` has an entry for every key, by key id. */
export type Evaluation = {
  settingsVersion: number;
  /** When the first exception in force ends and the snapshot must be evaluated again. `null`: never. */
  validUntil: Date | null;
  findings: readonly Finding[];
  notAssessed: readonly NotAssessed[];
  /** Switched-off rules, and why. */
  switchedOff: readonly { rule: RuleId; reason: string }[];
  /** Unexpired keys that a service token seems to supersede, by token id. */
  superseded: ReadonlyMap<ServiceTokenId, readonly KeyId[]>;
  keys: ReadonlyMap<string, KeyAssessment>;
  workloads: readonly Workload[];
};
