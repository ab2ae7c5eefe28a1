import { defineRule } from '../define-rule';
import { judgeExpiry } from '../judge-expiry';
import { REFERENCES } from '../references';
import type { RuleResult, Snapshot } from '../types';

export const neverExpires = defineRule({
  id: 'never-expires',
  title: 'Never expires',
  description: 'The key has no date of expiry.',
  why: 'A forgotten or leaked key without an end works until somebody finds and revokes it.',
  decides: () => [
    'Every key gets the finding whose date of expiry Braintrust gives as null.',
    'Where Braintrust sends no such field, the key is not assessed.',
  ],
  thresholds: [],
  cannotKnow: 'Older data planes do not report expiry at all; there the rule is not assessed.',
  subject: 'key',
  severities: ['medium'],
  references: [REFERENCES.owaspLongLived, REFERENCES.isoAccessRights],
  evaluate,
});

function evaluate(snapshot: Snapshot): RuleResult {
  return judgeExpiry(snapshot, ({ kind }) =>
    kind === 'never'
      ? {
          severity: 'medium',
          evidence: [{ label: 'Expires', value: 'never (expires_at is null)' }],
        }
      : null,
  );
}
