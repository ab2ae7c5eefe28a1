import { UNNAMED_HOLDER } from '@/lib/domain/organization';
import { defineRule } from '../define-rule';
import type { Facts } from '../facts';
import { REFERENCES } from '../references';
import { keySubject, organizationSubject } from '../subjects';
import { evidenceText } from '../text';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

export const holderOutsideCompanyDomains = defineRule({
  id: 'holder-outside-company-domains',
  title: 'Holder outside the company',
  description: "The holder's e-mail address is of none of the company's domains.",
  why: 'Contractors and private addresses are not part of the company’s offboarding: their keys stay when they go.',
  decides: ({ domains }) => [
    domains.length === 0
      ? 'It is off until the company’s e-mail domains are set.'
      : `The part after the last @ of the holder’s address must be one of: ${domains.join(', ')}.`,
    'Upper and lower case are the same. A subdomain counts only where it is listed itself.',
  ],
  thresholds: ['domains'],
  cannotKnow: 'Whether the address is still read by the person it was given to.',
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
      notAssessed: [{ subject, reason: 'No company e-mail domains are set.' }],
    };
  }
  const company = new Set(domains.map((domain) => domain.toLowerCase()));
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
    } else if (!company.has(domain)) {
      const evidence = [
        { label: 'Holder', value: evidenceText(email) },
        { label: 'Domain', value: evidenceText(domain) },
      ];
      findings.push({ severity: 'medium', subject, evidence });
    }
  }
  return { findings, notAssessed };
}

const UNNAMED = 'Braintrust does not say whose key this is.';
const NO_EMAIL = "The holder's e-mail address is not known.";
const UNREADABLE = "The holder's e-mail address cannot be read.";

/** The part after the last @, in lower case and without the trailing dot of the DNS root. */
function domainOf(email: string): string | null {
  const at = email.lastIndexOf('@');
  const domain = email
    .slice(at + 1)
    .trim()
    .toLowerCase()
    .replace(/\.$/, '');
  return at < 1 || domain === '' ? null : domain;
}
