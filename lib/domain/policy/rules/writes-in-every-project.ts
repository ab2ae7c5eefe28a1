import type { Reach } from '@/lib/domain/organization';
import { defineRule } from '../define-rule';
import type { Facts } from '../facts';
import {
  evidenceByHolder,
  pathEvidence,
  permissionText,
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
  title: 'Writes in every project',
  description: 'The key can write in every project, future ones included.',
  why: 'A program needs one project or a few. A leak of this key changes or deletes data in all of them.',
  decides: () => [
    'The holder may create, update or delete by a grant on the organization or on “org_project”, directly or through groups and roles.',
    'A grant narrowed to a type that lives in projects counts; one narrowed to groups, roles or members does not.',
    'That such a grant reaches every project is an assumption: Braintrust does not document it.',
    'Keys of owners are left to another rule.',
  ],
  thresholds: [],
  cannotKnow: 'Which projects the key is needed for.',
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
      { label: 'May, in every project', value: permissionText(ways) },
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
      notAssessed.push({ subject, reason: `Access not assessed: ${unknownWhy}` });
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
