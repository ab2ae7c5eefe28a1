import { daysBetween } from '@/lib/core';
import { defineRule } from '../define-rule';
import { dayText, expiryUnknown, hasExpired } from '../key-dates';
import { REFERENCES } from '../references';
import { keySubject } from '../subjects';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

/** A key whose end has come is still on the list. */
export const expiredKeyStillListed = defineRule({
  id: 'expired-key-still-listed',
  title: 'Expired key still listed',
  description: 'The key is past its date of expiry and still listed.',
  why: 'Dead keys make the list longer than what is to be watched.',
  cannotKnow: 'That Braintrust refuses a key from its date of expiry on is taken on trust.',
  subject: 'key',
  severities: ['info'],
  references: [REFERENCES.isoInventory, REFERENCES.soc2Lifecycle],
  evaluate,
});

function evaluate(snapshot: Snapshot, _settings: PolicySettings, now: Date): RuleResult {
  const findings: RuleResult['findings'][number][] = [];
  const notAssessed: RuleResult['notAssessed'][number][] = [];
  for (const key of snapshot.keys) {
    const reason = expiryUnknown(key);
    if (reason !== null) {
      notAssessed.push({ subject: keySubject(key), reason });
    } else if (key.expiry.kind === 'at' && hasExpired(key, now)) {
      const { at } = key.expiry;
      findings.push({
        severity: 'info',
        subject: keySubject(key),
        evidence: [
          { label: 'Expired on', value: dayText(at) },
          { label: 'Days since', value: String(daysBetween(at, now)) },
        ],
      });
    }
  }
  return { findings, notAssessed };
}
