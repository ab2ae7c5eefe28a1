import { defineRule } from '../define-rule';
import { judgeExpiry } from '../judge-expiry';
import { REFERENCES } from '../references';
import type { RuleResult, Snapshot } from '../types';

export const neverExpires = defineRule({
  id: 'never-expires',
  title: 'Never expires',
  description: 'The key has no expiration date.',
  why: 'A forgotten or leaked key that never expires works until someone finds and revokes it.',
  decides: () => [
    'Braintrust reports that the key never expires.',
    'If Braintrust doesn’t report the expiration at all, the key isn’t assessed.',
  ],
  thresholds: [],
  cannotKnow: 'Older data planes don’t report expiration, so their keys can’t be assessed.',
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
          evidence: [{ label: 'Expires', value: 'never' }],
        }
      : null,
  );
}
