import type { MemberReason } from '@/lib/domain/core';
import { defineRule } from '../define-rule';
import { REFERENCES } from '../references';
import { memberSubject } from '../subjects';
import { evidenceText } from '../text';
import type { Evidence, RuleResult, Snapshot, SnapshotMember } from '../types';

const REASON_TEXTS: Readonly<Record<MemberReason, string>> = {
  'impersonation-refused': 'Braintrust refused to impersonate this member',
  'member-not-found': 'Braintrust did not find this member',
  'identity-not-proven': 'it could not be proven whose keys were listed',
  'identity-mismatch': "another member's keys were listed",
  'list-refused': 'Braintrust refused to list the keys',
  'rate-limited': 'Braintrust asked for fewer requests until the audit gave up',
  'upstream-error': 'Braintrust answered with an error',
  'upstream-unreachable': 'Braintrust could not be reached',
  'upstream-timeout': 'Braintrust did not answer in time',
  'unexpected-answer': 'the answer could not be understood',
  'cursor-loop': 'the pages of the list repeated themselves',
  'too-many-keys': 'the member has more keys than an audit reads',
  cancelled: 'the audit was cancelled',
};

/** The member's keys are missing from the audit. */
export const memberNotAudited = defineRule({
  id: 'member-not-audited',
  title: 'Member not audited',
  description: "The member's keys could not be read.",
  why: 'Keys that were not seen are not in any total. The report is incomplete until this member is audited.',
  decides: () => [
    'Every member gets the finding whose keys could not be read, or not under a proven identity.',
    'Members who left while the audit ran are not assessed. Accepting it as a risk changes no coverage.',
  ],
  thresholds: [],
  cannotKnow: 'How many keys the member has.',
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
        reason: 'The member left the organization while the audit ran.',
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
