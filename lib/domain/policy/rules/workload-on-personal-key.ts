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
  description: "A program seems to use a person's key.",
  why: 'A personal key has all the power of its holder and cannot be narrowed. The program stops when the holder leaves. A project-scoped service token has neither fault.',
  decides: (settings) => [
    'It weighs signals: a word for programs in the name (2, a second one 1 more), a holder with a shared mailbox (2), keys of the same name at other members (2); a word for a person’s computer (−2) and the holder’s own name (−1) count against.',
    'From 2 on a program is taken to use the key. Who uses it can be decided by hand, and that outweighs every signal.',
    settings.plan === 'starter'
      ? 'Severity is high: on the Starter plan everybody is an owner, so that being one raises nothing.'
      : 'Severity is high, and critical where the holder is an owner.',
  ],
  thresholds: ['workloadWords', 'personWords', 'commonWords', 'sharedMailboxWords', 'plan'],
  cannotKnow:
    'Braintrust does not report what uses a key. The name, the holder and copies at other members are all there is to judge by.',
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
      notAssessed.push({ subject, reason: `Owner not assessed: ${unknownWhy}` });
    }
  }
  return { findings, notAssessed };
}

/** On Starter everyone is an owner, so ownership doesn't raise the severity. */
function severityOf(owner: boolean | null, settings: PolicySettings): Severity {
  return owner === true && settings.plan !== 'starter' ? 'critical' : 'high';
}

function notOwner(owner: false | null): Evidence {
  return { label: 'Owner', value: owner === null ? 'owner not assessed' : 'no' };
}
