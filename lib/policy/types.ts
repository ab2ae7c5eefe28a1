import type {
  MemberReason,
  MemberState,
  RosterState,
  RuleId,
  Severity,
  SubjectType,
  UsedBy,
  Verdict,
} from '@/lib/core';
import type { Key, Member, Organization } from '@/lib/organization';

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
};

export type Subject = { type: SubjectType; id: string };

/** One thing that a finding rests on, ready to be shown: the matched word, the path, the date. */
export type Evidence = { label: string; value: string };

export type Finding = {
  rule: RuleId;
  severity: Severity;
  subject: Subject;
  evidence: readonly Evidence[];
};

/** What a rule could not decide, for one subject, and why. */
export type NotAssessed = { rule: RuleId; subject: Subject; reason: string };

export type RuleResult = {
  findings: readonly Omit<Finding, 'rule'>[];
  notAssessed: readonly Omit<NotAssessed, 'rule'>[];
};

/** Where a rule comes from: a control of a published standard. */
export type Reference = { name: string; url: string | null };

export type Rule = {
  id: RuleId;
  title: string;
  /** One sentence on what the rule says of its subject. */
  description: string;
  /** Why that matters. */
  why: string;
  /** What no audit can know about it, or `null`. */
  cannotKnow: string | null;
  subject: SubjectType;
  /** Every severity that it may give by default, worst first. */
  severities: readonly Severity[];
  references: readonly Reference[];
  evaluate: (snapshot: Snapshot, settings: PolicySettings, now: Date) => RuleResult;
};

/** Thresholds and words of the rules. Ages and terms in days. */
export type PolicySettings = {
  version: number;
  plan: 'unknown' | 'starter' | 'pro' | 'enterprise';
  oldKeyDays: { low: number; medium: number; high: number };
  expiresSoonDays: { low: number; medium: number };
  severalKeys: { low: number; medium: number };
  /** Rules whose findings all get this severity instead of the rule's own. */
  severityOverrides: Readonly<Partial<Record<RuleId, Severity>>>;
  workloadWords: readonly string[];
  personWords: readonly string[];
  commonWords: readonly string[];
  vagueWords: readonly string[];
  sharedMailboxWords: readonly string[];
};

/** What speaks for a workload or for a person behind a key. */
export type UsedByAssessment = { usedBy: UsedBy; signals: readonly Evidence[] };

export type KeyAssessment = UsedByAssessment & {
  verdict: Verdict;
  /** Worst open finding; `null` where there is none. */
  severity: Severity | null;
  /** One sentence: what to do with this key. */
  recommendation: string;
};

/** The judgement of one snapshot. `keys` has an entry for every key of the snapshot, by key id. */
export type Evaluation = {
  settingsVersion: number;
  findings: readonly Finding[];
  notAssessed: readonly NotAssessed[];
  keys: ReadonlyMap<string, KeyAssessment>;
};
