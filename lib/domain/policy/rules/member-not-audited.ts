import type { MemberReason } from '@/lib/domain/core';
import { defineRule } from '../define-rule';
import { REFERENCES } from '../references';
import { memberSubject } from '../subjects';
import { evidenceText } from '../text';
import type { Evidence, RuleResult, Snapshot, SnapshotMember } from '../types';

const REASON_TEXTS: Readonly<Record<MemberReason, string>> = {
  'impersonation-refused': 'Braintrust refused to impersonate this member',
  'member-not-found': 'Braintrust couldn’t find this member',
  'identity-not-proven': 'Braintrust didn’t confirm whose keys it listed',
  'identity-mismatch': 'Braintrust listed another member’s keys',
  'list-refused': 'Braintrust refused to list the keys',
  'rate-limited': 'Braintrust rate limited the audit until it gave up',
  'upstream-error': 'Braintrust returned an error',
  'upstream-unreachable': 'Braintrust was unreachable',
  'upstream-timeout': 'Braintrust didn’t respond in time',
  'unexpected-answer': 'Braintrust returned an unexpected response',
  'cursor-loop': 'Pagination loop in Braintrust’s response',
  'too-many-keys': 'More keys than an audit reads per member',
  cancelled: 'The audit was canceled first',
};

/** The member's keys are missing from the audit. */
export const memberNotAudited = defineRule({
  id: 'member-not-audited',
  title: 'Member not audited',
  description: 'The member’s keys couldn’t be read.',
  why: 'Keys that weren’t read are missing from every total. The report is incomplete until this member is audited.',
  decides: () => [
    'The member’s keys couldn’t be read, or were read without a verified identity.',
    'People who were no longer members at the end of the audit aren’t assessed.',
    'Accepting the risk doesn’t change coverage.',
  ],
  thresholds: [],
  cannotKnow: 'Latchkey can’t tell how many keys the member has.',
  subject: 'member',
  severities: ['high'],
  references: [REFERENCES.isoInventory, REFERENCES.soc2Access],
  evaluate,
});

function evaluate(snapshot: Snapshot): RuleResult {
  const unread = snapshot.members.filter(({ state }) => state !== 'audited' && state !== 'exempt');
  return {
    findings: unread
      .filter((member) => member.roster !== 'left')
      .map((member) => ({
        severity: 'high' as const,
        subject: memberSubject(member),
        evidence: evidenceOf(member),
      })),
    notAssessed: unread
      .filter((member) => member.roster === 'left')
      .map((member) => ({
        subject: memberSubject(member),
        reason: 'No longer a member at the end of the audit.',
      })),
  };
}

function evidenceOf(member: SnapshotMember): Evidence[] {
  return [
    { label: 'Member', value: evidenceText(member.email ?? member.id) },
    { label: 'State', value: member.state },
    { label: 'Reason', value: member.reason === null ? 'unknown' : REASON_TEXTS[member.reason] },
  ];
}
