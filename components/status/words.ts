import type {
  AccessLevel,
  AuditReason,
  AuditStatus,
  ChangeKind,
  KeyState,
  MemberState,
  Severity,
  UsedBy,
  Verdict,
} from '@/lib/domain/core';
import type { Stage } from '@/lib/domain/replacement-plan/stages';

/** The label of each severity; the lists below do the same for the other closed sets. */
export const SEVERITY_WORDS: Record<Severity | 'none', string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
  none: 'No findings',
};

export const VERDICT_WORDS: Record<Verdict | 'not-judged', string> = {
  replace: 'Replace',
  revoke: 'Revoke',
  'ask-holder': 'Ask holder',
  rotate: 'Rotate',
  ok: 'OK',
  'not-judged': 'Not evaluated',
};

export const USED_BY_WORDS: Record<UsedBy, string> = {
  workload: 'Workload',
  person: 'Person',
  unclear: 'Unknown',
};

export const KEY_STATE_WORDS: Record<KeyState, string> = {
  seen: 'Listed',
  'not-seen': 'Not re-checked',
  'holder-left': 'Former member',
  gone: 'No longer listed',
};

export const MEMBER_STATE_WORDS: Record<MemberState, string> = {
  pending: 'Pending',
  audited: 'Audited',
  blocked: 'Blocked',
  failed: 'Failed',
  exempt: 'Service account',
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
  'writes-everywhere': 'Write everywhere',
  'reads-everywhere': 'Read everywhere',
  'some-projects': 'Some projects',
  none: 'None',
  unknown: 'Unknown',
};

export const STAGE_WORDS: Record<Stage, string> = {
  'not-started': 'Not started',
  'waiting-for-holder': 'Waiting on holder',
  preparing: 'Setting up',
  'both-keys-live': 'Migrating',
  'to-revoke': 'Ready to revoke',
  done: 'Done',
};

export const CHANGE_WORDS: Record<ChangeKind, string> = {
  new: 'New',
  gone: 'Removed',
  changed: 'Changed',
};

export const AUDIT_REASON_WORDS: Record<AuditReason, string> = {
  'credential-gone': 'The audit’s Braintrust key is missing, expired, or rejected',
  'not-an-owner': 'The audit’s Braintrust key no longer belongs to an owner',
  'impersonation-refused': 'Braintrust refused to list members’ keys',
  'identity-not-proven': 'Couldn’t verify whose keys were listed',
  'members-missing': 'Some members couldn’t be audited',
  'not-confirmed': 'Key lists couldn’t be confirmed',
  'roster-unreadable': 'Couldn’t read the member list',
  'upstream-unreachable': 'Couldn’t reach Braintrust',
  'upstream-error': 'Braintrust returned an error',
  'unexpected-answer': 'Braintrust returned an unexpected response',
  'storage-error': 'Paused: the database isn’t working',
  'storage-full': 'Paused: storage is full',
  cancelled: 'The audit was cancelled',
};
