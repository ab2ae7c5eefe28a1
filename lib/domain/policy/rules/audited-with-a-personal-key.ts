import { defineRule } from '../define-rule';
import { REFERENCES } from '../references';
import { organizationSubject } from '../subjects';
import type { RuleResult, Snapshot } from '../types';

/** Latchkey itself used a personal key with full control, which is what it warns about. */
export const auditedWithAPersonalKey = defineRule({
  id: 'audited-with-a-personal-key',
  title: 'Audited with a personal key',
  description: 'The audit itself ran on the key of a person who owns the organization.',
  why: 'That key is as powerful as any that this report names. A service token made for audits can be rotated without a person and says in the audit log what it is for.',
  decides: () => [
    'It looks at whose credential the audit was started with: a person’s API key gets the finding, a service token does not.',
  ],
  thresholds: [],
  cannotKnow: 'Whether this key is used for anything else.',
  subject: 'organization',
  severities: ['info'],
  references: [REFERENCES.owaspHumanUse, REFERENCES.isoPrivileged],
  evaluate,
});

function evaluate({ organization, caller }: Snapshot): RuleResult {
  const subject = organizationSubject(organization);
  if (caller === null) return { findings: [], notAssessed: [{ subject, reason: UNKNOWN }] };
  if (caller === 'service-token') return { findings: [], notAssessed: [] };
  const evidence = [{ label: 'Credential of this audit', value: 'API key of a person' }];
  return { findings: [{ severity: 'info', subject, evidence }], notAssessed: [] };
}

const UNKNOWN = 'Whose credential the audit used is not known.';
