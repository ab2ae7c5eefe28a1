import type { Severity } from '@/lib/core';
import { defineRule } from '../define-rule';
import type { Facts } from '../facts';
import { keySubject } from '../subjects';
import { REFERENCES } from '../references';
import type { Evidence, PolicySettings, RuleResult, Snapshot } from '../types';

const OWNER_UNKNOWN = 'Owner not assessed: groups, roles or grants could not be read.';
const HOLDER_UNKNOWN = 'Owner not assessed: the holder is not on the roster.';

/** A program runs on a key that has all the power of a person. */
export const workloadOnPersonalKey = defineRule({
  id: 'workload-on-personal-key',
  title: 'Workload on a personal key',
  description: "A program seems to use a person's key.",
  why: 'A personal key has all the power of its holder and cannot be narrowed. The program stops when the holder leaves. A project-scoped service token has neither fault.',
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
  const { members, usedBy } = facts;
  const findings: RuleResult['findings'][number][] = [];
  const notAssessed: RuleResult['notAssessed'][number][] = [];
  for (const key of snapshot.keys) {
    const assessment = usedBy.get(key.id);
    if (assessment?.usedBy !== 'workload') continue;
    const subject = keySubject(key);
    const holder = members.get(key.holderId);
    const owner = holder?.owner ?? null;
    findings.push({
      severity: severityOf(owner, settings),
      subject,
      evidence: [...assessment.signals, ownerEvidence(owner)],
    });
    if (owner === null) {
      const reason = holder === undefined ? HOLDER_UNKNOWN : OWNER_UNKNOWN;
      notAssessed.push({ subject, reason });
    }
  }
  return { findings, notAssessed };
}

/** On Starter everybody is an owner, so that being one raises nothing there. */
function severityOf(owner: boolean | null, settings: PolicySettings): Severity {
  return owner === true && settings.plan !== 'starter' ? 'critical' : 'high';
}

function ownerEvidence(owner: boolean | null): Evidence {
  return {
    label: 'Holder is an owner',
    value: owner === null ? 'owner not assessed' : owner ? 'yes' : 'no',
  };
}
