import { defineRule } from '../define-rule';
import { REFERENCES } from '../references';
import { keySubject } from '../subjects';
import type { RuleResult, Snapshot } from '../types';

export const keyNotBoundToOrganization = defineRule({
  id: 'key-not-bound-to-organization',
  title: 'Key not bound to the organization',
  description: 'The key isn’t bound to an organization.',
  why: 'The key may work in every organization that its holder belongs to, so one leak could affect all of them.',
  decides: () => [
    'Braintrust reports no organization for the key.',
    'On its own, this finding leads to Replace if a workload likely uses the key, and to Rotate if a person does.',
  ],
  thresholds: [],
  cannotKnow:
    'Braintrust doesn’t document what an unbound key can access. It may have been created for another organization of the holder.',
  subject: 'key',
  severities: ['medium'],
  references: [REFERENCES.owaspOverprivileged, REFERENCES.soc2Access, REFERENCES.isoAccessRights],
  evaluate,
});

/** Every key can be assessed, because a missing organization is a valid value. */
function evaluate(snapshot: Snapshot): RuleResult {
  const findings = snapshot.keys
    .filter((key) => key.organizationId === null)
    .map((key) => ({
      severity: 'medium' as const,
      subject: keySubject(key),
      evidence: [{ label: 'Organization of the key', value: 'none' }],
    }));
  return { findings, notAssessed: [] };
}
