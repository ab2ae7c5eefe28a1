import { daysBetween, type Severity } from '@/lib/core';
import { defineRule } from '../define-rule';
import { dayText, expiryUnknown, hasExpired } from '../key-dates';
import { REFERENCES } from '../references';
import { keySubject } from '../subjects';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

/** A key whose end is near: what uses it will stop. */
export const expiresSoon = defineRule({
  id: 'expires-soon',
  title: 'Expires soon',
  description: 'The key expires within days.',
  why: 'What uses the key stops when it expires. Now is the time to replace it, or to let it go.',
  cannotKnow: 'Braintrust does not report whether anything still uses the key.',
  subject: 'key',
  severities: ['medium', 'low'],
  references: [REFERENCES.owaspLongLived, REFERENCES.soc2Lifecycle],
  evaluate,
});

function evaluate(snapshot: Snapshot, settings: PolicySettings, now: Date): RuleResult {
  const findings: RuleResult['findings'][number][] = [];
  const notAssessed: RuleResult['notAssessed'][number][] = [];
  for (const key of snapshot.keys) {
    const reason = expiryUnknown(key);
    if (reason !== null) {
      notAssessed.push({ subject: keySubject(key), reason });
      continue;
    }
    if (key.expiry.kind !== 'at' || hasExpired(key, now)) continue;
    const { at } = key.expiry;
    const leftDays = daysBetween(now, at);
    const severity = severityOf(leftDays, settings.expiresSoonDays);
    if (severity === null) continue;
    findings.push({
      severity,
      subject: keySubject(key),
      evidence: [
        { label: 'Expires on', value: dayText(at) },
        { label: 'Days left', value: String(leftDays) },
      ],
    });
  }
  return { findings, notAssessed };
}

function severityOf(leftDays: number, at: PolicySettings['expiresSoonDays']): Severity | null {
  if (leftDays <= at.medium) return 'medium';
  return leftDays <= at.low ? 'low' : null;
}
