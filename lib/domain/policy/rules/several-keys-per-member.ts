import { formatNumber, plural, type Severity } from '@/lib/domain/core';
import { defineRule } from '../define-rule';
import { hasLeft, type Facts } from '../facts';
import { hasExpired } from '../key-dates';
import { REFERENCES } from '../references';
import { memberSubject } from '../subjects';
import { evidenceText } from '../text';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

/** Expired keys don't count. Former members are left to “Holder is not a member”. */
export const severalKeysPerMember = defineRule({
  id: 'several-keys-per-member',
  title: 'Several keys per member',
  description: 'The member holds many unexpired keys.',
  why: 'All of a person’s keys have the same access, so each extra key only adds a secret that can leak.',
  decides: ({ severalKeys: { low, medium } }) => [
    `Unexpired keys are counted for each member: low from ${plural(low, 'key')}, medium from ${formatNumber(medium)}.`,
    'The finding is on the member, so it doesn’t change the verdict of any key.',
    'Keys of former members are covered by “Holder is not a member”.',
  ],
  thresholds: ['severalKeys'],
  cannotKnow: 'Braintrust doesn’t report which keys are in use.',
  subject: 'member',
  severities: ['medium', 'low'],
  references: [REFERENCES.cisOneActiveKey, REFERENCES.isoInventory],
  evaluate,
});

function evaluate(
  snapshot: Snapshot,
  settings: PolicySettings,
  now: Date,
  { keysByHolder }: Facts,
): RuleResult {
  const findings: RuleResult['findings'][number][] = [];
  const notAssessed: RuleResult['notAssessed'][number][] = [];
  for (const member of snapshot.members) {
    if (hasLeft(member) || member.state === 'exempt') continue;
    const subject = memberSubject(member);
    if (member.state !== 'audited') {
      notAssessed.push({ subject, reason: UNREAD });
      continue;
    }
    const held = keysByHolder.get(member.id) ?? [];
    const alive = held.filter((key) => !hasExpired(key, now)).length;
    const severity = severityOf(alive, settings.severalKeys);
    if (severity === null) continue;
    const evidence = [
      { label: 'Unexpired keys', value: String(alive) },
      { label: 'Member', value: evidenceText(member.email ?? member.id) },
    ];
    findings.push({ severity, subject, evidence });
  }
  return { findings, notAssessed };
}

const UNREAD = 'This member’s keys weren’t read, so they can’t be counted.';

function severityOf(count: number, at: PolicySettings['severalKeys']): Severity | null {
  if (count >= at.medium) return 'medium';
  return count >= at.low ? 'low' : null;
}
