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
  why: 'Anyone with this key can read and delete all logs, invite people, and take over the organization. A key can’t be restricted below its holder’s permissions.',
  decides: ({ plan }) => [
    'The holder has the system role Owner or all eight permissions on the organization, unrestricted.',
    'Direct grants and grants through groups count. A group’s name doesn’t.',
    plan === 'starter'
      ? 'On the Starter plan every member is an owner, so one finding on the organization covers all keys.'
      : 'Each key held by an owner gets this finding. Set the plan to Starter to combine them into one.',
  ],
  thresholds: ['plan'],
  cannotKnow: 'Braintrust doesn’t report what the key was used for.',
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
      notAssessed.push({ subject, reason: `Couldn’t assess ownership. ${power.unknownWhy}` });
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
    { label: 'Keys held by owners', value: String(owned.keys) },
    { label: 'Owners with keys', value: String(owned.owners.size) },
  ];
  return { severity: 'high', subject: organizationSubject(organization), evidence };
}
