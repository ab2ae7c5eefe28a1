import { daysBetween } from '@/lib/domain/core';
import { defineRule } from '../define-rule';
import { judgeExpiry } from '../judge-expiry';
import { dayText, hasExpired } from '../key-dates';
import { REFERENCES } from '../references';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

export const expiredKeyStillListed = defineRule({
  id: 'expired-key-still-listed',
  title: 'Expired key still listed',
  description: 'The key is past its date of expiry and still listed.',
  why: 'Dead keys make the list longer than what is to be watched.',
  decides: () => [
    'Every key gets the finding whose date of expiry had come when the audit finished.',
  ],
  thresholds: [],
  cannotKnow: 'That Braintrust refuses a key from its date of expiry on is taken on trust.',
  subject: 'key',
  severities: ['info'],
  references: [REFERENCES.isoInventory, REFERENCES.soc2Lifecycle],
  evaluate,
});

function evaluate(snapshot: Snapshot, _settings: PolicySettings, now: Date): RuleResult {
  return judgeExpiry(snapshot, (expiry, key) => {
    if (expiry.kind !== 'at' || !hasExpired(key, now)) return null;
    const evidence = [
      { label: 'Expired on', value: dayText(expiry.at) },
      { label: 'Days since', value: String(daysBetween(expiry.at, now)) },
    ];
    return { severity: 'info', evidence };
  });
}
