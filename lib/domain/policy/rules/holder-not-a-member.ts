import { UNNAMED_HOLDER } from '@/lib/domain/organization';
import { defineRule } from '../define-rule';
import { hasLeft, type Facts } from '../facts';
import { REFERENCES } from '../references';
import { keySubject, organizationSubject } from '../subjects';
import { evidenceText } from '../text';
import type { Evidence, PolicySettings, RuleResult, Snapshot, SnapshotMember } from '../types';

const CURRENT_MEMBERS_ONLY = 'Impersonation sees current members only.';

export const holderNotAMember = defineRule({
  id: 'holder-not-a-member',
  title: 'Holder is not a member',
  description: "The key's holder is not on the roster, which was listed again at the end.",
  why: 'Whoever kept a copy of the key may still get in, though the person was removed.',
  decides: () => [
    'It needs the organization-wide list of keys, for impersonation sees current members only.',
    'Every key of that list gets the finding whose holder was not on the roster when it was listed again at the end of the audit.',
  ],
  thresholds: [],
  cannotKnow:
    'Braintrust does not document whether a key works on after its holder was removed. Without the organization-wide list, keys of former members cannot be seen at all.',
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
  const reason = 'Braintrust does not say whose key this is.';
  return { findings, notAssessed: unnamed.map((key) => ({ subject: keySubject(key), reason })) };
}

function evidenceOf(holderId: string, holder: SnapshotMember | undefined): Evidence[] {
  return [
    { label: 'Holder', value: evidenceText(holder?.email ?? holderId) },
    {
      label: 'Roster',
      value: holder === undefined ? 'not listed' : 'left while the audit ran',
    },
  ];
}
