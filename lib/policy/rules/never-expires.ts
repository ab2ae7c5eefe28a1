import { defineRule } from '../define-rule';
import { expiryUnknown } from '../key-dates';
import { REFERENCES } from '../references';
import { keySubject } from '../subjects';
import type { RuleResult, Snapshot } from '../types';

/** A key without an end. */
export const neverExpires = defineRule({
  id: 'never-expires',
  title: 'Never expires',
  description: 'The key has no date of expiry.',
  why: 'A forgotten or leaked key without an end works until somebody finds and revokes it.',
  cannotKnow: 'Older data planes do not report expiry at all; there the rule is not assessed.',
  subject: 'key',
  severities: ['medium'],
  references: [REFERENCES.owaspLongLived, REFERENCES.isoAccessRights],
  evaluate,
});

function evaluate(snapshot: Snapshot): RuleResult {
  const findings: RuleResult['findings'][number][] = [];
  const notAssessed: RuleResult['notAssessed'][number][] = [];
  for (const key of snapshot.keys) {
    const reason = expiryUnknown(key);
    if (reason !== null) {
      notAssessed.push({ subject: keySubject(key), reason });
    } else if (key.expiry.kind === 'never') {
      findings.push({
        severity: 'medium',
        subject: keySubject(key),
        evidence: [{ label: 'Expires', value: 'never (expires_at is null)' }],
      });
    }
  }
  return { findings, notAssessed };
}
