import { defineRule } from '../define-rule';
import type { Facts } from '../facts';
import { ownerEvidence } from '../holder-power';
import { REFERENCES } from '../references';
import { keySubject, organizationSubject } from '../subjects';
import type { PolicySettings, RawFinding, RuleResult, Snapshot } from '../types';

export const ownerHeldKey = defineRule({
  id: 'owner-held-key',
  title: 'Held by an owner',
  description: 'The key inherits full control of the organization from its holder.',
  why: 'Whoever has this key can read and delete every log in every project, invite people, and take the organization over. A key cannot be narrowed below what its holder may do.',
  decides: ({ plan }) => [
    'The holder is an owner who holds, directly or through groups, the system role Owner or all eight permissions on the organization, unrestricted. The name of a group says nothing.',
    plan === 'starter'
      ? 'On the Starter plan there are only owners: one finding on the organization says so for all keys.'
      : 'Every key of an owner gets the finding. Set the plan to Starter to fold these into one.',
  ],
  thresholds: ['plan'],
  cannotKnow: 'Braintrust does not report what the key was used for.',
  subject: 'key',
  severities: ['high'],
  references: [
    REFERENCES.owaspOverprivileged,
    REFERENCES.soc2LeastPrivilege,
    REFERENCES.isoPrivileged,
  ],
  evaluate,
});

function evaluate(
  snapshot: Snapshot,
  { plan }: PolicySettings,
  _now: Date,
  facts: Facts,
): RuleResult {
  const findings: RawFinding[] = [];
  const notAssessed: RuleResult['notAssessed'][number][] = [];
  const evidenceOf = ownerEvidence(snapshot, facts);
  const owned = { keys: 0, owners: new Set<string>() };
  for (const key of snapshot.keys) {
    const power = facts.powerOf(key.holderId);
    const subject = keySubject(key);
    if (power.owner === null) {
      notAssessed.push({ subject, reason: `Owner not assessed: ${power.unknownWhy}` });
    } else if (power.owner) {
      owned.keys += 1;
      owned.owners.add(key.holderId);
      if (plan === 'starter') continue;
      findings.push({ severity: 'high', subject, evidence: evidenceOf(key.holderId) });
    }
  }
  if (plan === 'starter' && owned.keys > 0) findings.push(folded(snapshot, owned));
  return { findings, notAssessed };
}

function folded(
  { organization }: Snapshot,
  owned: { keys: number; owners: ReadonlySet<string> },
): RawFinding {
  const evidence = [
    { label: 'Plan', value: 'Starter: every member is an owner' },
    { label: 'Keys of owners', value: String(owned.keys) },
    { label: 'Owners who hold keys', value: String(owned.owners.size) },
  ];
  return { severity: 'high', subject: organizationSubject(organization), evidence };
}
