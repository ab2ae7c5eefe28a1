/** From worst to least severe. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What to do with a key, the most urgent first. */
export const VERDICTS = ['replace', 'revoke', 'ask-holder', 'rotate', 'ok'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const USED_BY = ['workload', 'person', 'unclear'] as const;
export type UsedBy = (typeof USED_BY)[number];

/** The effective access of a holder, widest first. `unknown`: it couldn't be resolved. */
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

/** A key's state in one audit. Totals count only `seen` keys. */
export const KEY_STATES = ['seen', 'not-seen', 'holder-left', 'gone'] as const;
export type KeyState = (typeof KEY_STATES)[number];

/** The other parts of an organization that an audit reads, because access depends on them. */
export const CONTEXT_PARTS = ['groups', 'roles', 'acls', 'projects', 'service-tokens'] as const;
export type ContextPart = (typeof CONTEXT_PARTS)[number];

export const CALLER_KINDS = ['person', 'service-token'] as const;
export type CallerKind = (typeof CALLER_KINDS)[number];

/** Braintrust may list service accounts as members too. */
export const MEMBER_KINDS = ['person', 'service-account'] as const;
export type MemberKind = (typeof MEMBER_KINDS)[number];

/** `exempt`: a service account whose key list wasn't read. */
export const MEMBER_STATES = ['pending', 'audited', 'blocked', 'failed', 'exempt'] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

/** Whether a member was on the member list at the start and at the end of an audit. */
export const ROSTER_STATES = ['present', 'joined', 'left'] as const;
export type RosterState = (typeof ROSTER_STATES)[number];

/** Why a member is blocked (permanent) or failed (worth a retry). */
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

/** How a member's keys were read. `own`: the member is the caller, so no impersonation was needed. */
export const VIAS = ['token', 'header', 'organization', 'own'] as const;
export type Via = (typeof VIAS)[number];

/**
 * How an audit checked that its key lists are reliable.
 *
 * `own-key-listed`: the key that ran the audit was in its holder's own list from start to end. `no-own-key`:
 * a service token ran the audit, so there was no key to look for. All other values are doubts. Under a doubt,
 * no missing key becomes `gone`.
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

/** How an audit should read keys. */
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

/** Why a running audit waits for Braintrust. */
export const AUDIT_WAITS = ['rate-limited', 'not-answering'] as const;
export type AuditWait = (typeof AUDIT_WAITS)[number];

/** Every rule, in display order. */
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

export const SUBJECT_TYPES = ['key', 'member', 'organization', 'service-token'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

export const FINDING_STATES = ['open', 'excepted', 'resolved'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** An exception covers one finding, or one rule for everything that one member holds. */
export const EXCEPTION_SCOPES = ['subject', 'holder'] as const;
export type ExceptionScope = (typeof EXCEPTION_SCOPES)[number];

/** `ending`: the exception ends within `EXCEPTION_ENDING_DAYS`. */
export const EXCEPTION_STATES = ['active', 'ending', 'ended', 'withdrawn'] as const;
export type ExceptionState = (typeof EXCEPTION_STATES)[number];

/** An exception counts as ending this many days before its end. *Units*: days. */
export const EXCEPTION_ENDING_DAYS = 14;

/** How a key changed since the previous audit. */
export const CHANGE_KINDS = ['new', 'gone', 'changed'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** The kinds of entries in the append-only activity log. */
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
  'workloads-merged',
  'workload-split',
  'workload-decisions-withdrawn',
  'exceptions-added',
  'exceptions-withdrawn',
  'replacement-created',
  'replacement-changed',
  'replacement-assigned',
  'replacement-step-done',
  'replacement-step-reopened',
  'replacement-deleted',
  'workload-assigned',
  'organization-data-deleted',
  'retention-changed',
  'retention-applied',
] as const;
export type ActivityAction = (typeof ACTIVITY_ACTIONS)[number];

/**
 * The outcome of revoking one key. Only `revoked` and `already-gone` mean that the key is no longer listed.
 * `refused`: no deletion was sent. `still-alive`: the key was listed afterwards. `not-confirmed`: a deletion
 * was sent, but the result couldn't be verified.
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

/** Why a key was not revoked, or why the keys after it were not tried. */
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

/** Braintrust's plans. `unknown` until an owner sets the organization's plan. */
export const BRAINTRUST_PLANS = ['enterprise', 'pro', 'starter', 'unknown'] as const;
export type BraintrustPlan = (typeof BRAINTRUST_PLANS)[number];

/** Compares for sorting worst first: negative when `a` is worse than `b`. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

export function worstSeverity(severities: Iterable<Severity>): Severity | null {
  let worst: Severity | null = null;
  for (const severity of severities) {
    if (worst === null || compareSeverity(severity, worst) < 0) worst = severity;
  }
  return worst;
}
