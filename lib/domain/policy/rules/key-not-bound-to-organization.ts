import { defineRule } from '../define-rule';
import { REFERENCES } from '../references';
import { keySubject } from '../subjects';
import type { RuleResult, Snapshot } from '../types';

export const keyNotBoundToOrganization = defineRule({
  id: 'key-not-bound-to-organization',
  title: 'Key not bound to the organization',
  description: 'The key names no organization (org_id is null).',
  why: 'Such a key may reach every organization that its holder belongs to, so one leak concerns them all.',
  decides: () => [
    'Every key whose organization Braintrust gives as null gets the finding.',
    'It asks for a replacement only where a program uses the key, else for a review.',
  ],
  thresholds: [],
  cannotKnow:
    'Braintrust does not document what an unbound key reaches. It may have been made for another organization of the holder.',
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
      evidence: [{ label: 'Organization of the key', value: 'none (org_id is null)' }],
    }));
  return { findings, notAssessed: [] };
}
