import type { Steps } from '@/lib/domain/core';
import { defineRule } from '../define-rule';
import type { Facts } from '../facts';
import {
  evidenceByHolder,
  pathEvidence,
  permissionsText,
  waysFor,
  writesGrants,
} from '../holder-power';
import { REFERENCES } from '../references';
import { keySubject } from '../subjects';
import { evidenceText } from '../text';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

export const accessAdminHeldKey = defineRule({
  id: 'access-admin-held-key',
  title: 'Held by an access admin',
  description:
    'The holder can manage access to the organization, so the key can grant itself any access.',
  why: 'The holder can grant themselves Owner access, but doesn’t appear in any list of owners.',
  decides: () => [
    'The holder can create or update access rules on the organization itself, directly or through groups and roles.',
    'Keys held by owners are covered by “Held by an owner”.',
  ],
  thresholds: [],
  cannotKnow: 'Braintrust doesn’t report whether the holder ever used this permission.',
  subject: 'key',
  severities: ['high'],
  references: [
    REFERENCES.owaspOverprivileged,
    REFERENCES.soc2LeastPrivilege,
    REFERENCES.isoPrivileged,
  ],
  evaluate,
});

function* evaluate(
  snapshot: Snapshot,
  _settings: PolicySettings,
  _now: Date,
  facts: Facts,
): Steps<RuleResult> {
  const findings: RuleResult['findings'][number][] = [];
  const notAssessed: RuleResult['notAssessed'][number][] = [];
  const granting = waysFor(snapshot, writesGrants);
  const evidenceOf = evidenceByHolder(facts, (reach, holder) => {
    if (reach === null) return [];
    const ways = granting(reach);
    return [
      { label: 'Holder', value: evidenceText(holder) },
      { label: 'Permissions on the organization', value: permissionsText(ways) },
      ...pathEvidence(ways, holder),
    ];
  });
  for (const key of snapshot.keys) {
    const { reach, owner, unknownWhy } = facts.powerOf(key.holderId);
    if (owner === true) continue;
    yield;
    const subject = keySubject(key);
    if (reach?.grantsItself === true) {
      const evidence = evidenceOf(key.holderId);
      findings.push({ severity: 'high', subject, evidence });
    } else if (reach?.grantsItself !== false || !facts.members.has(key.holderId)) {
      notAssessed.push({ subject, reason: `Couldn’t assess access. ${unknownWhy}` });
    }
  }
  return { findings, notAssessed };
}
