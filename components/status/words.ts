import type {
  AccessLevel,
  AuditReason,
  AuditStatus,
  ChangeKind,
  KeyState,
  MemberReason,
  MemberKind,
  MemberState,
  Severity,
  UsedBy,
  Verdict,
  Via,
} from '@/lib/domain/core';

/** The label of each severity; the lists below do the same for the other closed sets. */
export const SEVERITY_WORDS: Record<Severity | 'none', string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
  none: 'No finding',
};

export const VERDICT_WORDS: Record<Verdict | 'not-judged', string> = {
  replace: 'Replace',
  revoke: 'Revoke',
  review: 'Review',
  keep: 'Keep',
  'not-judged': 'Not judged',
};

export const USED_BY_WORDS: Record<UsedBy, string> = {
  workload: 'Workload',
  person: 'Person',
  unclear: 'Unclear',
};

export const KEY_STATE_WORDS: Record<KeyState, string> = {
  seen: 'Seen',
  'not-seen': 'Not seen',
  'holder-left': 'Holder left',
  gone: 'Gone',
};

export const MEMBER_STATE_WORDS: Record<MemberState, string> = {
  pending: 'Pending',
  audited: 'Audited',
  blocked: 'Blocked',
  failed: 'Failed',
  exempt: 'Service account',
};

export const MEMBER_KIND_WORDS: Record<MemberKind, string> = {
  person: 'Person',
  'service-account': 'Service account',
};

export const AUDIT_STATUS_WORDS: Record<AuditStatus, string> = {
  queued: 'Queued',
  running: 'Running',
  complete: 'Complete',
  partial: 'Partial',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export const ACCESS_WORDS: Record<AccessLevel, string> = {
  owner: 'Owner',
  'access-admin': 'Access admin',
  'writes-everywhere': 'Writes everywhere',
  'reads-everywhere': 'Reads everywhere',
  'some-projects': 'Some projects',
  none: 'None',
  unknown: 'Unknown',
};

export const CHANGE_WORDS: Record<ChangeKind, string> = {
  new: 'New',
  gone: 'Gone',
  changed: 'Changed',
};

export const VIA_WORDS: Record<Via, string> = {
  token: 'Impersonation token (the older way)',
  header: 'Impersonation header',
  organization: 'Organization-wide list',
  own: 'The caller’s own list, without impersonation',
};

export const MEMBER_REASON_WORDS: Record<MemberReason, string> = {
  'impersonation-refused': 'Braintrust refused to impersonate this member',
  'member-not-found': 'Braintrust does not know this member any more',
  'identity-not-proven': 'It could not be proven whose keys were listed',
  'identity-mismatch': 'Keys of somebody else were listed',
  'list-refused': 'Braintrust refused to list the keys',
  'rate-limited': 'Too many requests',
  'upstream-error': 'Braintrust answered with an error',
  'upstream-unreachable': 'Braintrust could not be reached',
  'upstream-timeout': 'Braintrust took too long to answer',
  'unexpected-answer': 'The answer was not understood',
  'cursor-loop': 'The pages of the list went round in a circle',
  'too-many-keys': 'More keys than one list may hold',
  cancelled: 'The audit was cancelled first',
};

export const AUDIT_REASON_WORDS: Record<AuditReason, string> = {
  'credential-gone': 'The Braintrust key of this audit is gone, expired or was refused',
  'not-an-owner': 'The Braintrust key is no longer an owner’s',
  'impersonation-refused': 'Braintrust refused every impersonation',
  'identity-not-proven': 'It could not be proven whose keys were listed',
  'members-missing': 'Some members could not be audited',
  'not-confirmed': 'Key lists could not be confirmed',
  'roster-unreadable': 'The list of members could not be read',
  'upstream-unreachable': 'Braintrust could not be reached',
  'upstream-error': 'Braintrust answered with an error',
  'unexpected-answer': 'Braintrust’s answer was not understood',
  'storage-error': 'Paused: the database does not work',
  'storage-full': 'Paused: storage is full',
  cancelled: 'It was cancelled',
};
