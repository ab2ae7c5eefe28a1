import { daysBetween } from '@/lib/domain/core';
import { defineRule } from '../define-rule';
import { judgeExpiry } from '../judge-expiry';
import { dayEvidence, hasExpired } from '../key-dates';
import { REFERENCES } from '../references';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

export const expiredKeyStillListed = defineRule({
  id: 'expired-key-still-listed',
  title: 'Expired key still listed',
  description: 'The key’s expiration date has passed, but the key is still listed.',
  why: 'Expired keys clutter the inventory and hide active ones.',
  decides: () => ['The key’s expiration date was at or before the end of the audit.'],
  thresholds: [],
  cannotKnow: 'Latchkey assumes that Braintrust rejects expired keys.',
  subject: 'key',
  severities: ['info'],
  references: [REFERENCES.isoInventory, REFERENCES.soc2Lifecycle],
  evaluate,
});

function evaluate(snapshot: Snapshot, _settings: PolicySettings, now: Date): RuleResult {
  return judgeExpiry(snapshot, (expiry, key) => {
    if (expiry.kind !== 'at' || !hasExpired(key, now)) return null;
    const evidence = [
      dayEvidence('Expired on', expiry.at),
      { label: 'Days since expiration', value: String(daysBetween(expiry.at, now)) },
    ];
    return { severity: 'info', evidence };
  });
}
