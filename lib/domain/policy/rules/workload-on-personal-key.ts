import type { Severity } from '@/lib/domain/core';
import { defineRule } from '../define-rule';
import type { Facts } from '../facts';
import { ownerEvidence } from '../holder-power';
import { keySubject } from '../subjects';
import { REFERENCES } from '../references';
import type { Evidence, PolicySettings, RuleResult, Snapshot } from '../types';

export const workloadOnPersonalKey = defineRule({
  id: 'workload-on-personal-key',
  title: 'Workload on a personal key',
  description: 'A workload likely uses a person’s key.',
  why: 'A personal key carries all of its holder’s access and can’t be restricted. The workload may stop working when the holder leaves. A project-scoped service token avoids both problems.',
  decides: (settings) => [
    'A workload keyword in the name adds 2 to the score, and a second one adds 1.',
    'A shared mailbox as the holder adds 2. The same key name at other members adds 2.',
    'A person keyword in the name subtracts 2. The holder’s own name subtracts 1.',
    'A score of 2 or more means that a workload likely uses the key.',
    'A usage override outweighs the score. So does a name given by bt setup.',
    settings.plan === 'starter'
      ? 'Severity is high. On the Starter plan every member is an owner, so ownership doesn’t raise severity.'
      : 'Severity is high, and critical if the holder is an owner.',
  ],
  thresholds: ['workloadWords', 'personWords', 'commonWords', 'sharedMailboxWords', 'plan'],
  cannotKnow:
    'Braintrust doesn’t report what uses a key. Latchkey relies on the name, the holder, and copies at other members.',
  subject: 'key',
  severities: ['critical', 'high'],
  references: [
    REFERENCES.owaspOverprivileged,
    REFERENCES.owaspHumanUse,
    REFERENCES.soc2LeastPrivilege,
    REFERENCES.isoIdentity,
    REFERENCES.pciSystemAccounts,
  ],
  evaluate,
});

function evaluate(
  snapshot: Snapshot,
  settings: PolicySettings,
  _now: Date,
  facts: Facts,
): RuleResult {
  const { usedBy } = facts;
  const findings: RuleResult['findings'][number][] = [];
  const notAssessed: RuleResult['notAssessed'][number][] = [];
  const evidenceOf = ownerEvidence(snapshot, facts);
  for (const key of snapshot.keys) {
    const assessment = usedBy.get(key.id);
    if (assessment?.usedBy !== 'workload') continue;
    const subject = keySubject(key);
    const { owner, unknownWhy } = facts.powerOf(key.holderId);
    const ofOwner = owner === true ? evidenceOf(key.holderId) : [notOwner(owner)];
    findings.push({
      severity: severityOf(owner, settings),
      subject,
      evidence: [...assessment.signals, ...ofOwner],
    });
    if (owner === null) {
      notAssessed.push({ subject, reason: `Couldn’t assess ownership. ${unknownWhy}` });
    }
  }
  return { findings, notAssessed };
}

/** On Starter everyone is an owner, so ownership doesn't raise the severity. */
function severityOf(owner: boolean | null, settings: PolicySettings): Severity {
  return owner === true && settings.plan !== 'starter' ? 'critical' : 'high';
}

function notOwner(owner: false | null): Evidence {
  return { label: 'Owner', value: owner === null ? 'unknown' : 'no' };
}
