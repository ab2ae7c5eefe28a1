import type { Reach } from '@/lib/domain/organization';
import { defineRule } from '../define-rule';
import type { Facts } from '../facts';
import {
  evidenceByHolder,
  pathEvidence,
  permissionsText,
  projectsEvidence,
  waysFor,
  writesEverywhere,
} from '../holder-power';
import { REFERENCES } from '../references';
import { keySubject } from '../subjects';
import { evidenceText } from '../text';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

export const writesInEveryProject = defineRule({
  id: 'writes-in-every-project',
  title: 'Write access to every project',
  description: 'The key can write in every project, including future ones.',
  why: 'A workload needs one project or a few. If this key leaks, data in every project can be changed or deleted.',
  decides: () => [
    'The holder can create, update, or delete through a grant on the organization or on all of its projects. So can someone who can change grants there.',
    'Direct grants and grants through groups and roles count.',
    'A grant restricted to a type of object inside projects counts. A grant restricted to groups, roles, or members doesn’t.',
    'Latchkey assumes that such a grant covers every project. Braintrust doesn’t document this.',
    'Keys held by owners are covered by “Held by an owner”.',
  ],
  thresholds: [],
  cannotKnow: 'Latchkey can’t tell which projects the key is needed for.',
  subject: 'key',
  severities: ['medium'],
  references: [
    REFERENCES.owaspOverprivileged,
    REFERENCES.soc2LeastPrivilege,
    REFERENCES.soc2Access,
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
  const writing = waysFor(snapshot, writesEverywhere);
  const evidenceOf = evidenceByHolder(facts, (reach, holder) => {
    if (reach === null) return [];
    const ways = writing(reach);
    return [
      { label: 'Holder', value: evidenceText(holder) },
      { label: 'Permissions in every project', value: permissionsText(ways) },
      projectsEvidence(reach),
      ...pathEvidence(ways, holder),
    ];
  });
  for (const key of snapshot.keys) {
    const { reach, owner, unknownWhy } = facts.powerOf(key.holderId);
    if (owner === true) continue;
    const subject = keySubject(key);
    const writes = reach !== null && mayWriteEverywhere(reach) && writing(reach).powers.length > 0;
    if (writes) {
      const evidence = evidenceOf(key.holderId);
      findings.push({ severity: 'medium', subject, evidence });
    } else if (reach === null || undecided(reach) || !facts.members.has(key.holderId)) {
      notAssessed.push({ subject, reason: `Couldn’t assess access. ${unknownWhy}` });
    }
  }
  return { findings, notAssessed };
}

/** Skips listing powers, which is slow, if the level rules it out. */
function mayWriteEverywhere({ atLeast }: Reach): boolean {
  return atLeast === 'writes-everywhere' || atLeast === 'access-admin';
}

/** Whether an unread part could contain such a grant. The level `access-admin` alone doesn't decide that. */
function undecided({ level, everyProject }: Reach): boolean {
  return level === 'unknown' || (level === 'access-admin' && everyProject === null);
}
