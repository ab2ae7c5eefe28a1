import { defineRule } from '../define-rule';
import type { Facts } from '../facts';
import {
  evidenceByHolder,
  pathEvidence,
  permissionText,
  waysFor,
  writesGrants,
} from '../holder-power';
import { REFERENCES } from '../references';
import { keySubject } from '../subjects';
import { evidenceText } from '../text';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

export const accessAdminHeldKey = defineRule({
  id: 'access-admin-held-key',
  title: 'Held by somebody who can grant access',
  description:
    'The holder can write grants on the organization, so the key can give itself anything.',
  why: 'Such a key is one call away from being an owner’s, and nobody who counts owners sees it.',
  decides: () => [
    'The holder has, directly or through groups and roles, “create_acls” or “update_acls” on the organization itself.',
    'Keys of owners are left to another rule.',
  ],
  thresholds: [],
  cannotKnow: 'Braintrust does not report whether the holder ever used this power.',
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
  _settings: PolicySettings,
  _now: Date,
  facts: Facts,
): RuleResult {
  const findings: RuleResult['findings'][number][] = [];
  const notAssessed: RuleResult['notAssessed'][number][] = [];
  const granting = waysFor(snapshot, writesGrants);
  const evidenceOf = evidenceByHolder(facts, (reach, holder) => {
    if (reach === null) return [];
    const ways = granting(reach);
    return [
      { label: 'Holder', value: evidenceText(holder) },
      { label: 'May, on the organization', value: permissionText(ways) },
      ...pathEvidence(ways, holder),
    ];
  });
  for (const key of snapshot.keys) {
    const { reach, owner, unknownWhy } = facts.powerOf(key.holderId);
    if (owner === true) continue;
    const subject = keySubject(key);
    if (reach?.grantsItself === true) {
      const evidence = evidenceOf(key.holderId);
      findings.push({ severity: 'high', subject, evidence });
    } else if (reach?.grantsItself !== false || !facts.members.has(key.holderId)) {
      notAssessed.push({ subject, reason: `Access not assessed: ${unknownWhy}` });
    }
  }
  return { findings, notAssessed };
}
