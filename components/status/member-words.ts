import type { Audit, MemberRow } from '@/lib/contract';
import type { MemberReason, RosterState } from '@/lib/domain/core';
import { plural } from './format';
import { personLabel } from './person';

export const ROSTER_WORDS: Record<RosterState, string> = {
  present: 'Member throughout',
  joined: 'Joined during the audit',
  left: 'Left during the audit',
};

/** What a user can do about each reason. For blocked members, auditing again doesn't help by itself. */
export const REASON_ADVICE: Record<MemberReason, string> = {
  'impersonation-refused':
    'Braintrust lets you impersonate a member only where you own every organization that they belong to. A member who is also in somebody else’s organization stays a gap: ask them for their list, or look at it in Braintrust’s settings.',
  'member-not-found':
    'They were on the roster when the audit began and were not known a moment later. If they have left, their keys can no longer be looked at from here.',
  'identity-not-proven':
    'The data plane did not show that it acted as this member, so an empty list would prove nothing. Try again with the token strategy, or update a self-hosted data plane.',
  'identity-mismatch':
    'The answer held keys of somebody else, so nothing of it was counted. This may be the data plane ignoring the impersonation header.',
  'list-refused':
    'The impersonation worked, but listing keys was not allowed. Check this member’s access in Braintrust, then audit them again.',
  'rate-limited': 'Braintrust was too busy for a long time. Audit them again later.',
  'upstream-error':
    'Audit them again; if it stays, tell Braintrust’s support the time of the audit.',
  'upstream-unreachable': 'Check the connection to Braintrust, then audit them again.',
  'upstream-timeout': 'Audit them again when Braintrust is quicker to answer.',
  'unexpected-answer':
    'The answer was not one that the API describes. A proxy in between may have sent it. Audit them again; if it stays, look at the server’s log.',
  'cursor-loop':
    'The list never came to its end, so it is not known whether it was whole. Audit them again; if it stays, tell Braintrust’s support.',
  'too-many-keys':
    'The list is longer than Latchkey reads for one member, so it was not counted at all.',
  cancelled: 'The audit was cancelled before it came to them. Audit them again.',
};

/** Shown for a service account whose key list wasn't read. */
export const EXEMPT_WORDS = 'Not a person: its keys are its service tokens.';

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
  const name = [member.given_name, member.family_name].filter(Boolean).join(' ');
  return name && member.email ? name : null;
}

/** Whether the member couldn't be audited, so that another attempt may help. */
export const isMissing = (member: MemberRow): boolean =>
  member.state === 'blocked' || member.state === 'failed';
