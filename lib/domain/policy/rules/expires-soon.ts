import { daysBetween, formatNumber, plural, type Severity } from '@/lib/domain/core';
import { defineRule } from '../define-rule';
import { judgeExpiry } from '../judge-expiry';
import { dayEvidence, hasExpired } from '../key-dates';
import { REFERENCES } from '../references';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

/** Whatever uses the key stops when the key expires. */
export const expiresSoon = defineRule({
  id: 'expires-soon',
  title: 'Expires soon',
  description: 'The key expires soon.',
  why: 'Anything that uses the key stops working when it expires. Replace the key in time, or let it expire.',
  decides: ({ expiresSoonDays: { low, medium } }) => [
    `Days are counted from the end of the audit: low at ${plural(low, 'day')} or fewer, medium at ${formatNumber(medium)} or fewer.`,
    'Expired keys are covered by “Expired key still listed”.',
  ],
  thresholds: ['expiresSoonDays'],
  cannotKnow: 'Braintrust doesn’t report whether anything still uses the key.',
  subject: 'key',
  severities: ['medium', 'low'],
  references: [REFERENCES.owaspLongLived, REFERENCES.soc2Lifecycle],
  evaluate,
});

function evaluate(snapshot: Snapshot, settings: PolicySettings, now: Date): RuleResult {
  return judgeExpiry(snapshot, (expiry, key) => {
    if (expiry.kind !== 'at' || hasExpired(key, now)) return null;
    const leftDays = daysBetween(now, expiry.at);
    const severity = severityOf(leftDays, settings.expiresSoonDays);
    if (severity === null) return null;
    const evidence = [
      dayEvidence('Expires on', expiry.at),
      { label: 'Days left', value: String(leftDays) },
    ];
    return { severity, evidence };
  });
}

function severityOf(leftDays: number, at: PolicySettings['expiresSoonDays']): Severity | null {
  if (leftDays <= at.medium) return 'medium';
  return leftDays <= at.low ? 'low' : null;
}
