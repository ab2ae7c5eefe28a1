import type { Severity } from '@/lib/domain/core';
import { UNNAMED_HOLDER } from '@/lib/domain/organization';
import { defineRule } from '../define-rule';
import type { Facts } from '../facts';
import { hasExpired } from '../key-dates';
import { REFERENCES } from '../references';
import { keySubject, memberSubject } from '../subjects';
import { evidenceText } from '../text';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

/** Expired keys don't count. */
export const severalKeysPerMember = defineRule({
  id: 'several-keys-per-member',
  title: 'Several keys per member',
  description: 'The holder has two or more unexpired keys.',
  why: 'All of a person’s keys have the same access, so each extra key only adds a secret that can leak.',
  decides: ({ severalKeys: { low, medium } }) => [
    `Unexpired keys are counted for each member: low from ${low} keys, medium from ${medium}.`,
    'Each of these keys gets this finding.',
  ],
  thresholds: ['severalKeys'],
  cannotKnow: 'Braintrust doesn’t report which keys are in use.',
  subject: 'key',
  severities: ['medium', 'low'],
  references: [REFERENCES.cisOneActiveKey, REFERENCES.isoInventory],
  evaluate,
});

function evaluate(
  snapshot: Snapshot,
  settings: PolicySettings,
  now: Date,
  facts: Facts,
): RuleResult {
  const { members, keysByHolder } = facts;
  const findings: RuleResult['findings'][number][] = [];
  for (const [holderId, held] of keysByHolder) {
    if (holderId === UNNAMED_HOLDER) continue;
    const alive = held.filter((key) => !hasExpired(key, now));
    const severity = severityOf(alive.length, settings.severalKeys);
    if (severity === null) continue;
    const evidence = [
      { label: 'Unexpired keys', value: String(alive.length) },
      { label: 'Holder', value: evidenceText(members.get(holderId)?.email ?? holderId) },
    ];
    for (const key of alive) findings.push({ severity, subject: keySubject(key), evidence });
  }
  return { findings, notAssessed: uncounted(snapshot) };
}

function severityOf(count: number, at: PolicySettings['severalKeys']): Severity | null {
  if (count >= at.medium) return 'medium';
  return count >= at.low ? 'low' : null;
}

function uncounted(snapshot: Snapshot): RuleResult['notAssessed'] {
  const reason = 'This member’s keys weren’t read, so they can’t be counted.';
  return snapshot.members
    .filter((member) => member.state !== 'audited' && member.roster !== 'left')
    .map((member) => ({ subject: memberSubject(member), reason }));
}
