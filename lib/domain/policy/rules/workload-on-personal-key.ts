import type { AccessLevel, Steps } from '@/lib/domain/core';
import { defineRule } from '../define-rule';
import type { Facts } from '../facts';
import { ownerEvidence } from '../holder-power';
import { MANY_COPIES, raisedBy, severityOfLeak } from '../leak';
import { keySubject } from '../subjects';
import { REFERENCES } from '../references';
import type { Evidence, PolicySettings, RuleResult, Snapshot } from '../types';

export const workloadOnPersonalKey = defineRule({
  id: 'workload-on-personal-key',
  title: 'Workload on a personal key',
  description: 'A workload likely uses a person’s key.',
  why: 'A personal key carries all of its holder’s access and can’t be restricted. The workload may stop working when the holder leaves. A project-scoped service token avoids both problems.',
  decides: (settings) => [
    'Software that only runs unattended, such as Jenkins, adds 3 to the score. Any other workload keyword in the name adds 2, and a second one adds 1.',
    'A hint such as “app” or “agent” adds 1, however many there are.',
    'A shared mailbox or a holder named like a workload adds 2. The same key name at other members adds 2.',
    'An owner’s override on another key of the same name adds or subtracts 3.',
    'A project or service token of the name, keys that differ only in numbers, or keys created within 10 minutes add 1 in all, if nothing points to a person.',
    'A person keyword in the name subtracts 2. The holder’s own name subtracts 1. So does a hint such as “my” or “test”, unless the name has a workload keyword.',
    'A name that ends with something other than a program, such as “paper” or “class”, has no workload keywords.',
    'A score of 2 or more means that a workload likely uses the key.',
    'A usage override outweighs the score. So does a name given by bt setup.',
    'Severity follows what a leak gives away: critical for owners and access admins, high for write access everywhere, medium for read access everywhere or some projects, low for no access.',
    `Severity goes up one step if ${MANY_COPIES} or more keys share the name, the key is over a year old, or its holder is outside the company domains.`,
    'If the access is unknown, severity is high and isn’t raised.',
    ...(settings.plan === 'starter'
      ? [
          'On the Starter plan every member is an owner, so ownership counts as write access everywhere.',
        ]
      : []),
  ],
  thresholds: [
    'workloadWords',
    'personWords',
    'commonWords',
    'sharedMailboxWords',
    'domains',
    'plan',
  ],
  cannotKnow:
    'Braintrust doesn’t report what uses a key. Latchkey relies on the name, the holder, and copies at other members.',
  subject: 'key',
  severities: ['critical', 'high', 'medium', 'low'],
  references: [
    REFERENCES.owaspOverprivileged,
    REFERENCES.owaspHumanUse,
    REFERENCES.soc2LeastPrivilege,
    REFERENCES.isoIdentity,
    REFERENCES.pciSystemAccounts,
  ],
  evaluate,
});

function* evaluate(
  snapshot: Snapshot,
  settings: PolicySettings,
  now: Date,
  facts: Facts,
): Steps<RuleResult> {
  const { usedBy } = facts;
  const findings: RuleResult['findings'][number][] = [];
  const notAssessed: RuleResult['notAssessed'][number][] = [];
  const evidenceOf = ownerEvidence(snapshot, facts);
  for (const key of snapshot.keys) {
    const assessment = usedBy.get(key.id);
    if (assessment?.usedBy !== 'workload') continue;
    yield;
    const subject = keySubject(key);
    const { access, unknownWhy } = facts.powerOf(key.holderId);
    const raised = raisedBy(key, facts, settings, now);
    findings.push({
      severity: severityOfLeak(access, raised, settings),
      subject,
      evidence: [
        ...assessment.signals,
        { label: 'Effective access', value: ACCESS_TEXTS[access] },
        ...(access === 'owner' ? evidenceOf(key.holderId) : []),
        ...(raised.length > 0 ? [raisedEvidence(raised)] : []),
      ],
    });
    if (access === 'unknown') {
      notAssessed.push({ subject, reason: `Couldn’t assess access. ${unknownWhy}` });
    }
  }
  return { findings, notAssessed };
}

const ACCESS_TEXTS: Readonly<Record<AccessLevel, string>> = {
  owner: 'owner',
  'access-admin': 'access admin',
  'writes-everywhere': 'write access to every project',
  'reads-everywhere': 'read access to every project',
  'some-projects': 'some projects',
  none: 'none',
  unknown: 'unknown',
};

function raisedEvidence(reasons: readonly string[]): Evidence {
  return { label: 'Leaks more easily', value: reasons.join('; ') };
}
