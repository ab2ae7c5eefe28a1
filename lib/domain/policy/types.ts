import type {
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

/** A member as an audit left it. `owner` is `null` where groups, roles or ACLs could not be read. */
export type SnapshotMember = Member & {
  state: MemberState;
  reason: MemberReason | null;
  roster: RosterState;
  owner: boolean | null;
};

/** All that one audit saw, frozen: what every rule judges. `keys` are the seen ones only. */
export type Snapshot = {
  organization: Organization;
  members: readonly SnapshotMember[];
  keys: readonly Key[];
  /** True where keys came from the org-wide list, so that holders outside the roster can show. */
  organizationWideList: boolean;
  /** What members and service accounts can do. A holder without an entry: not resolved. */
  reaches: ReadonlyMap<MemberId, Reach>;
  serviceTokens: Readable<readonly ServiceToken[]>;
  projects: Readable<readonly Project[]>;
  /** Whose credential the audit used; `null`: not known. */
  caller: 'person' | 'service-token' | null;
};

export type Subject = { type: SubjectType; id: string };

/** One thing that a finding rests on, ready to be shown: the matched word, the path, the date. */
export type Evidence = { label: string; value: string };

/** What a rule says of one subject, before anybody's decisions about it. */
export type RawFinding = {
  severity: Severity;
  subject: Subject;
  evidence: readonly Evidence[];
};

/** A risk that somebody accepted: in force until its end, or ended, so that the finding is open. */
export type FindingException = { id: string; until: Date; reason: string; ended: boolean };

export type Finding = RawFinding & {
  rule: RuleId;
  state: Extract<FindingState, 'open' | 'excepted'>;
  /** The exception in force that ends last; else the one that ended last; else `null`. */
  exception: FindingException | null;
};

/** What a rule could not decide, for one subject, and why. `evidence`: what came instead, if anything. */
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

/** Where a rule comes from: a control of a published standard. */
export type Reference = { name: string; url: string | null };

/** Thresholds and words of the rules. *Units*: ages and terms in days. */
export type PolicySettings = {
  version: number;
  plan: 'unknown' | 'starter' | 'pro' | 'enterprise';
  oldKeyDays: { low: number; medium: number; high: number };
  expiresSoonDays: { low: number; medium: number };
  severalKeys: { low: number; medium: number };
  /** From this age on a service token is old. */
  oldServiceTokenDays: number;
  /** Domains of the company's own e-mail addresses, in lower case; empty: that rule is off. */
  domains: readonly string[];
  /** Rules that give no findings, each with the reason why. */
  switchedOff: Readonly<Partial<Record<RuleId, string>>>;
  /** Service tokens that a self-hosted data plane made for itself: left alone. */
  automaticTokens: readonly string[];
  /** Rules whose findings all get this severity instead of the rule's own. */
  severityOverrides: Readonly<Partial<Record<RuleId, Severity>>>;
  workloadWords: readonly string[];
  personWords: readonly string[];
  commonWords: readonly string[];
  vagueWords: readonly string[];
  sharedMailboxWords: readonly string[];
};

/** Who uses a key, as somebody decided who knows it better than its name. */
export type UsedByDecision = {
  usedBy: Exclude<UsedBy, 'unclear'>;
  note: string;
  author: string;
  at: Date;
};

/** A risk accepted until a day: of one subject, or of one rule on all that a holder holds. */
export type Exception = {
  id: string;
  rule: RuleId;
  scope: { type: 'subject'; subject: Subject } | { type: 'holder'; memberId: MemberId };
  reason: string;
  /** In force before this instant, ended from it on. */
  until: Date;
  author: string;
  createdAt: Date;
};

/** What people decided beside the rules. */
export type Decisions = {
  usedBy: ReadonlyMap<KeyId, UsedByDecision>;
  exceptions: readonly Exception[];
};

/** What speaks for a workload or for a person behind a key. */
export type UsedByAssessment = { usedBy: UsedBy; signals: readonly Evidence[] };

export type KeyAssessment = UsedByAssessment & {
  /** True where somebody decided who uses it. */
  overruled: boolean;
  /** The earliest end of the exceptions in force on it; `null`: none is. */
  exceptionUntil: Date | null;
  verdict: Verdict;
  /** Worst open finding; `null` where there is none. */
  severity: Severity | null;
  /** One sentence: what to do with this key. */
  recommendation: string;
};

/** The judgement of one snapshot. `keys` has an entry for every key of the snapshot, by key id. */
export type Evaluation = {
  settingsVersion: number;
  /** When the first exception in force on a finding ends: then evaluate again. `null`: never. */
  validUntil: Date | null;
  findings: readonly Finding[];
  notAssessed: readonly NotAssessed[];
  /** Rules that were not asked, and why. */
  switchedOff: readonly { rule: RuleId; reason: string }[];
  /** Living keys that a service token seems to have taken over from, by token id. */
  superseded: ReadonlyMap<ServiceTokenId, readonly KeyId[]>;
  keys: ReadonlyMap<string, KeyAssessment>;
};
