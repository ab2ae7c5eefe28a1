import { defineRule } from '../define-rule';
import { REFERENCES } from '../references';
import { organizationSubject } from '../subjects';
import type { RuleResult, Snapshot } from '../types';

/** Latchkey itself used a personal key with full control, which is what it warns about. */
export const auditedWithAPersonalKey = defineRule({
  id: 'audited-with-a-personal-key',
  title: 'Audited with a personal key',
  description: 'This audit used the personal API key of an organization owner.',
  why: 'An owner’s key grants full control of the organization. A service token created for audits can be rotated without that person, and its name identifies it in the audit log.',
  decides: () => [
    'An audit started with a person’s API key gets this finding. An audit started with a service token doesn’t.',
  ],
  thresholds: [],
  cannotKnow: 'Braintrust doesn’t report what else this key is used for.',
  subject: 'organization',
  severities: ['info'],
  references: [REFERENCES.owaspHumanUse, REFERENCES.isoPrivileged],
  evaluate,
});

function evaluate({ organization, caller }: Snapshot): RuleResult {
  const subject = organizationSubject(organization);
  if (caller === null) return { findings: [], notAssessed: [{ subject, reason: UNKNOWN }] };
  if (caller === 'service-token') return { findings: [], notAssessed: [] };
  const evidence = [{ label: 'Audit credential', value: 'API key of a person' }];
  return { findings: [{ severity: 'info', subject, evidence }], notAssessed: [] };
}

const UNKNOWN = 'It’s unknown whether the audit used a person’s key or a service token.';
