import type { Audit, MemberRow } from '@/lib/contract';
import {
  personLabel,
  personName,
  type MemberKind,
  type MemberReason,
  type RosterState,
  type Via,
} from '@/lib/domain/core';
import { plural } from './format';

export const ROSTER_WORDS: Record<RosterState, string> = {
  present: 'Member throughout the audit',
  joined: 'Joined during the audit',
  left: 'No longer a member at the end',
};

export const MEMBER_KIND_WORDS: Record<MemberKind, string> = {
  person: 'Person',
  'service-account': 'Service account',
};

export const VIA_WORDS: Record<Via, string> = {
  token: 'Impersonation (temporary token)',
  header: 'Impersonation (request header)',
  organization: 'Organization-wide key list',
  own: 'Own key list, no impersonation',
};

export const MEMBER_REASON_WORDS: Record<MemberReason, string> = {
  'impersonation-refused': 'Braintrust refused impersonation',
  'member-not-found': 'Member not found in Braintrust',
  'identity-not-proven': 'Couldn’t verify whose keys were listed',
  'identity-mismatch': 'Braintrust listed someone else’s keys',
  'list-refused': 'Braintrust refused to list keys',
  'rate-limited': 'Rate limited by Braintrust',
  'upstream-error': 'Braintrust returned an error',
  'upstream-unreachable': 'Couldn’t reach Braintrust',
  'upstream-timeout': 'Braintrust took too long to respond',
  'unexpected-answer': 'Unexpected response',
  'cursor-loop': 'Pagination loop in Braintrust’s response',
  'too-many-keys': 'Key list too long',
  cancelled: 'Audit cancelled before this member',
};

/** What a user can do about each reason. For blocked members, auditing again doesn't help by itself. */
export const REASON_ADVICE: Record<MemberReason, string> = {
  'impersonation-refused':
    'You can impersonate a member only if you own every organization they belong to. This member may also belong to another one, so a re-audit gives the same result. Ask them for a list of their keys.',
  'member-not-found':
    'The member was listed when the audit started, but Braintrust didn’t find them moments later. Latchkey can’t list the keys of a former member, and a re-audit won’t change that.',
  'identity-not-proven':
    'Braintrust didn’t confirm that it was acting as this member, so an empty list isn’t conclusive. Retry with the token strategy, or update a self-hosted data plane.',
  'identity-mismatch':
    'The response contained someone else’s keys, so Latchkey discarded it. The data plane may be ignoring the impersonation header.',
  'list-refused':
    'Impersonation worked, but Braintrust didn’t allow listing keys. Check this member’s access in Braintrust, then re-audit them.',
  'rate-limited': 'Braintrust kept rate limiting Latchkey. Re-audit the member later.',
  'upstream-error':
    'Re-audit the member. If it happens again, send Braintrust support the time of the audit.',
  'upstream-unreachable': 'Check the connection to Braintrust, then re-audit the member.',
  'upstream-timeout': 'Re-audit the member when Braintrust responds faster.',
  'unexpected-answer':
    'The response doesn’t match Braintrust’s API. A proxy may have sent it. Re-audit the member. If it happens again, check the server log.',
  'cursor-loop':
    'The list never ended, so it may be incomplete. Re-audit the member. If it happens again, contact Braintrust support.',
  'too-many-keys':
    'The list is longer than Latchkey reads for one member, so none of it was counted.',
  cancelled: 'The audit was cancelled before it reached this member. Re-audit them.',
};

/** Shown for a service account whose key list wasn't read. */
export const EXEMPT_WORDS = 'Not a person. Its keys are service tokens.';

/**
 * The rows of the members table as text. It adds service accounts, because an audit's member counts leave
 * them out.
 */
export function countMembers({ members, service_accounts }: Audit): string {
  const people = plural(members.total, 'member');
  return service_accounts > 0
    ? `${people} and ${plural(service_accounts, 'service account')}`
    : people;
}

/** The display name of a member: email, or else name, or else id. */
export function memberLabel(member: MemberRow): string {
  return personLabel({
    email: member.email,
    givenName: member.given_name,
    familyName: member.family_name,
    id: member.id,
  });
}

/** The full name, or `null` if it is missing or already the label. */
export function memberName(member: MemberRow): string | null {
  const name = personName(member.given_name, member.family_name);
  return name && member.email ? name : null;
}

/** Whether the member couldn't be audited, so that another attempt may help. */
export const isMissing = (member: MemberRow): boolean =>
  member.state === 'blocked' || member.state === 'failed';
