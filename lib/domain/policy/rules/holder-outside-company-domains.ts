import { UNNAMED_HOLDER } from '@/lib/domain/organization';
import { domainOf, isOutside } from '../company-domains';
import { defineRule } from '../define-rule';
import type { Facts } from '../facts';
import { REFERENCES } from '../references';
import { keySubject, organizationSubject } from '../subjects';
import { evidenceText } from '../text';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

export const holderOutsideCompanyDomains = defineRule({
  id: 'holder-outside-company-domains',
  title: 'Holder outside company domains',
  description: 'The holder’s email address isn’t in any company domain.',
  why: 'Company offboarding may not cover contractors and personal addresses, so their keys can remain after they leave.',
  decides: ({ domains }) => [
    domains.length === 0
      ? 'The rule is disabled until company email domains are set.'
      : `The part of the holder’s address after the last @ must be one of: ${domains.join(', ')}.`,
    'Case is ignored. A subdomain counts only if it’s listed.',
  ],
  thresholds: ['domains'],
  cannotKnow: 'Latchkey can’t tell whether the holder still uses this address.',
  subject: 'key',
  severities: ['medium'],
  references: [REFERENCES.owaspOffboarding, REFERENCES.isoIdentity, REFERENCES.soc2Lifecycle],
  evaluate,
});

function evaluate(
  snapshot: Snapshot,
  { domains }: PolicySettings,
  _now: Date,
  { members }: Facts,
): RuleResult {
  if (domains.length === 0) {
    const subject = organizationSubject(snapshot.organization);
    return {
      findings: [],
      notAssessed: [{ subject, reason: 'No company email domains are set.' }],
    };
  }
  const findings: RuleResult['findings'][number][] = [];
  const notAssessed: RuleResult['notAssessed'][number][] = [];
  for (const key of snapshot.keys) {
    const subject = keySubject(key);
    const email = members.get(key.holderId)?.email ?? null;
    const domain = email === null ? null : domainOf(email);
    if (email === null || domain === null) {
      const unnamed = key.holderId === UNNAMED_HOLDER;
      const reason = unnamed ? UNNAMED : email === null ? NO_EMAIL : UNREADABLE;
      notAssessed.push({ subject, reason });
    } else if (isOutside(email, domains)) {
      const evidence = [
        { label: 'Holder', value: evidenceText(email) },
        { label: 'Domain', value: evidenceText(domain) },
      ];
      findings.push({ severity: 'medium', subject, evidence });
    }
  }
  return { findings, notAssessed };
}

const UNNAMED = 'Braintrust doesn’t report who holds this key.';
const NO_EMAIL = 'The holder’s email address is unknown.';
const UNREADABLE = 'The holder’s email address has no readable domain.';
