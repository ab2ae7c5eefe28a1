import { formatNumber, plural, type Severity } from '@/lib/domain/core';
import { defineRule } from '../define-rule';
import { ageOf, dayEvidence, sentCreation } from '../key-dates';
import { REFERENCES } from '../references';
import { keySubject } from '../subjects';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

export const oldKey = defineRule({
  id: 'old-key',
  title: 'Old key',
  description: 'The key was created long ago.',
  why: 'The older a secret, the more places it may have been copied to. Common standards call for rotation every 90 days.',
  decides: ({ oldKeyDays: { low, medium, high } }) => [
    `Age is counted from creation to the end of the audit: low from ${plural(low, 'day')}, medium from ${formatNumber(medium)}, high from ${formatNumber(high)}.`,
  ],
  thresholds: ['oldKeyDays'],
  cannotKnow: 'Braintrust doesn’t report when a key was last used.',
  subject: 'key',
  severities: ['high', 'medium', 'low'],
  references: [REFERENCES.cisRotate, REFERENCES.owaspLongLived, REFERENCES.pciSystemAccounts],
  evaluate,
});

function evaluate(snapshot: Snapshot, settings: PolicySettings, now: Date): RuleResult {
  const findings: RuleResult['findings'][number][] = [];
  const notAssessed: RuleResult['notAssessed'][number][] = [];
  for (const key of snapshot.keys) {
    const age = ageOf(key, now);
    if ('reason' in age) {
      notAssessed.push({
        subject: keySubject(key),
        reason: age.reason,
        evidence: sentCreation(key),
      });
      continue;
    }
    const severity = severityOf(age.days, settings.oldKeyDays);
    if (severity === null) continue;
    findings.push({
      severity,
      subject: keySubject(key),
      evidence: [
        dayEvidence('Created on', key.createdAt),
        { label: 'Age in days', value: String(age.days) },
        { label: 'Threshold in days', value: String(settings.oldKeyDays[severity]) },
      ],
    });
  }
  return { findings, notAssessed };
}

function severityOf(
  ageDays: number,
  at: PolicySettings['oldKeyDays'],
): Extract<Severity, 'low' | 'medium' | 'high'> | null {
  if (ageDays >= at.high) return 'high';
  if (ageDays >= at.medium) return 'medium';
  return ageDays >= at.low ? 'low' : null;
}
