import { UNNAMED_HOLDER } from '@/lib/domain/organization';
import { defineRule } from '../define-rule';
import { hasLeft, type Facts } from '../facts';
import { REFERENCES } from '../references';
import { keySubject, organizationSubject } from '../subjects';
import { evidenceText } from '../text';
import type { Evidence, PolicySettings, RuleResult, Snapshot, SnapshotMember } from '../types';

const CURRENT_MEMBERS_ONLY =
  'The organization-wide key list wasn’t read, and impersonation covers current members only.';

export const holderNotAMember = defineRule({
  id: 'holder-not-a-member',
  title: 'Holder is not a member',
  description: 'The key’s holder wasn’t in the member list at the end of the audit.',
  why: 'The key may still work after its holder was removed, so anyone with a copy may still have access.',
  decides: () => [
    'The rule requires the organization-wide key list, because impersonation covers current members only.',
    'It flags every key in that list whose holder wasn’t in the member list at the end of the audit.',
  ],
  thresholds: [],
  cannotKnow:
    'Braintrust doesn’t document whether a key keeps working after its holder is removed. Without the organization-wide key list, former members’ keys can’t be seen.',
  subject: 'key',
  severities: ['critical'],
  references: [REFERENCES.owaspOffboarding, REFERENCES.soc2Lifecycle, REFERENCES.isoAccessRights],
  evaluate,
});

function evaluate(
  snapshot: Snapshot,
  settings: PolicySettings,
  _now: Date,
  facts: Facts,
): RuleResult {
  if (!snapshot.organizationWideList) {
    const subject = organizationSubject(snapshot.organization);
    return { findings: [], notAssessed: [{ subject, reason: CURRENT_MEMBERS_ONLY }] };
  }
  const { members } = facts;
  const named = snapshot.keys.filter((key) => key.holderId !== UNNAMED_HOLDER);
  const unnamed = snapshot.keys.filter((key) => key.holderId === UNNAMED_HOLDER);
  const findings = named.flatMap((key) => {
    const holder = members.get(key.holderId);
    if (!hasLeft(holder)) return [];
    return [
      {
        severity: 'critical' as const,
        subject: keySubject(key),
        evidence: evidenceOf(key.holderId, holder),
      },
    ];
  });
  const reason = 'Braintrust doesn’t report who holds this key.';
  return { findings, notAssessed: unnamed.map((key) => ({ subject: keySubject(key), reason })) };
}

function evidenceOf(holderId: string, holder: SnapshotMember | undefined): Evidence[] {
  return [
    { label: 'Holder', value: evidenceText(holder?.email ?? holderId) },
    {
      label: 'Member list',
      value: holder === undefined ? 'not listed' : 'no longer listed at the end of the audit',
    },
  ];
}
