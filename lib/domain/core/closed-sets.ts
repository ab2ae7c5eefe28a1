/** How bad a finding is, worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What to do with a key. */
export const VERDICTS = ['replace', 'revoke', 'review', 'keep'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Who or what uses a key. */
export const USED_BY = ['workload', 'person', 'unclear'] as const;
export type UsedBy = (typeof USED_BY)[number];

/** What a holder's key can reach, widest first; `unknown` where it could not be resolved. */
export const ACCESS_LEVELS = [
  'owner',
  'access-admin',
  'writes-everywhere',
  'reads-everywhere',
  'some-projects',
  'none',
  'unknown',
] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

/** What the latest audit saw of a key. Only `seen` keys are counted. */
export const KEY_STATES = ['seen', 'not-seen', 'holder-left', 'gone'] as const;
export type KeyState = (typeof KEY_STATES)[number];

/** What else an audit reads of an organization, because access depends on it. */
export const CONTEXT_PARTS = ['groups', 'roles', 'acls', 'projects', 'service-tokens'] as const;
export type ContextPart = (typeof CONTEXT_PARTS)[number];

/** Whose credential an audit ran with. */
export const CALLER_KINDS = ['person', 'service-token'] as const;
export type CallerKind = (typeof CALLER_KINDS)[number];

/** Braintrust may list service accounts beside people. */
export const MEMBER_KINDS = ['person', 'service-account'] as const;
export type MemberKind = (typeof MEMBER_KINDS)[number];

/** Where one member of an audit stands; `exempt`: a service account whose list was not read. */
export const MEMBER_STATES = ['pending', 'audited', 'blocked', 'failed', 'exempt'] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

/** Whether a member was on the roster at the start and at the end of an audit. */
export const ROSTER_STATES = ['present', 'joined', 'left'] as const;
export type RosterState = (typeof ROSTER_STATES)[number];

/** Why a member is blocked (lasting) or failed (worth another try). */
export const MEMBER_REASONS = [
  'impersonation-refused',
  'member-not-found',
  'identity-not-proven',
  'identity-mismatch',
  'list-refused',
  'rate-limited',
  'upstream-error',
  'upstream-unreachable',
  'upstream-timeout',
  'unexpected-answer',
  'cursor-loop',
  'too-many-keys',
  'cancelled',
] as const;
export type MemberReason = (typeof MEMBER_REASONS)[number];

/** How a member's keys were read; `own`: by the caller, who is that member. */
export const VIAS = ['token', 'header', 'organization', 'own'] as const;
export type Via = (typeof VIAS)[number];

/**
 * How it was checked that key lists can be believed. `own-key-listed`: the key that ran the audit
 * was in its holder's own list from start to end. `no-own-key`: the caller is no person, so there was
 * nothing to look for. All others are doubts, under which no key counts as gone.
 */
export const KEY_LIST_CHECKS = [
  'own-key-listed',
  'no-own-key',
  'own-key-missing',
  'own-key-unread',
  'own-list-differs',
  'all-empty',
] as const;
export type KeyListCheck = (typeof KEY_LIST_CHECKS)[number];

/** How an audit is asked to read keys. */
export const STRATEGIES = ['auto', 'token', 'header', 'organization'] as const;
export type Strategy = (typeof STRATEGIES)[number];

export const AUDIT_STATUSES = [
  'queued',
  'running',
  'complete',
  'partial',
  'failed',
  'cancelled',
] as const;
export type AuditStatus = (typeof AUDIT_STATUSES)[number];

/** Why an audit failed or is only partial. */
export const AUDIT_REASONS = [
  'credential-gone',
  'not-an-owner',
  'impersonation-refused',
  'identity-not-proven',
  'members-missing',
  'not-confirmed',
  'roster-unreadable',
  'upstream-unreachable',
  'upstream-error',
  'unexpected-answer',
  'storage-error',
  'storage-full',
  'cancelled',
] as const;
export type AuditReason = (typeof AUDIT_REASONS)[number];

/** Every rule there is, in the order in which they are listed. */
export const RULE_IDS = [
  'workload-on-personal-key',
  'same-key-name-across-members',
  'key-not-bound-to-organization',
  'superseded-by-service-token',
  'holder-not-a-member',
  'expired-key-still-listed',
  'owner-held-key',
  'access-admin-held-key',
  'writes-in-every-project',
  'old-key',
  'never-expires',
  'expires-soon',
  'several-keys-per-member',
  'vague-or-duplicate-name',
  'holder-outside-company-domains',
  'service-token-with-owner-power',
  'service-token-reaches-every-project',
  'service-token-old-or-unlimited',
  'service-account-per-person',
  'member-not-audited',
  'audited-with-a-personal-key',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** What a finding is about. */
export const SUBJECT_TYPES = ['key', 'member', 'organization', 'service-token'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

/** Whether a finding still asks for something. */
export const FINDING_STATES = ['open', 'excepted', 'resolved'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** What an exception holds for: one finding, or a rule on everything that one member holds. */
export const EXCEPTION_SCOPES = ['subject', 'holder'] as const;
export type ExceptionScope = (typeof EXCEPTION_SCOPES)[number];

/** Where an exception stands; `ending`: within `EXCEPTION_ENDING_DAYS`. */
export const EXCEPTION_STATES = ['active', 'ending', 'ended', 'withdrawn'] as const;
export type ExceptionState = (typeof EXCEPTION_STATES)[number];

/** An exception is about to end this many days before it does. *Units*: days. */
export const EXCEPTION_ENDING_DAYS = 14;

/** What happened to a key since the audit before. */
export const CHANGE_KINDS = ['new', 'gone', 'changed'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What the append-only activity log tells of. */
export const ACTIVITY_ACTIONS = [
  'signed-in',
  'sign-in-failed',
  'proof-failed',
  'signed-out',
  'session-ended',
  'audit-started',
  'audit-resumed',
  'audit-cancelled',
  'audit-finished',
  'members-impersonated',
  'exported',
  'inventory-read',
  'certificate-count-set',
  'revoking-switched-on',
  'revoking-switched-off',
  'key-revocation-begun',
  'key-revoked',
  'key-not-revoked',
  'rule-settings-changed',
  'used-by-set',
  'exceptions-added',
  'exceptions-withdrawn',
  'replacement-created',
  'replacement-changed',
  'replacement-step-done',
  'replacement-step-reopened',
  'replacement-deleted',
  'organization-data-deleted',
  'retention-changed',
  'retention-applied',
] as const;
export type ActivityAction = (typeof ACTIVITY_ACTIONS)[number];

/**
 * What came of revoking one key. Gone are `revoked` and `already-gone` alone; `refused`: nothing was
 * sent; `still-alive`: listed afterwards; `not-confirmed`: whether it lives could not be seen.
 */
export const REVOCATION_OUTCOMES = [
  'revoked',
  'already-gone',
  'refused',
  'still-alive',
  'not-confirmed',
  'not-tried',
] as const;
export type RevocationOutcome = (typeof REVOCATION_OUTCOMES)[number];

/** Why a key was not revoked, or why its revocation stopped those after it. */
export const REVOCATION_REASONS = [
  'key-changed',
  'key-in-use',
  'holder-left',
  'impersonation-refused',
  'identity-not-proven',
  'identity-mismatch',
  'list-failed',
  'revoke-refused',
  'revoke-failed',
  'still-listed',
  'credential-refused',
  'session-over',
  'revoking-off',
  'proof-needed',
  'storage-failed',
  'stopped-before',
] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

/** Braintrust's plans; `unknown` until an owner says which one the organization has. */
export const BRAINTRUST_PLANS = ['enterprise', 'pro', 'starter', 'unknown'] as const;
export type BraintrustPlan = (typeof BRAINTRUST_PLANS)[number];

/** Orders severities worst first; negative when `a` is worse than `b`. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** The worst of the given severities, or `null` when there is none. */
export function worstSeverity(severities: Iterable<Severity>): Severity | null {
  let worst: Severity | null = null;
  for (const severity of severities) {
    if (worst === null || compareSeverity(severity, worst) < 0) worst = severity;
  }
  return worst;
}
