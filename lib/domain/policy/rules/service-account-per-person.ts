import { accountOwners } from '../account-owner';
import { defineRule } from '../define-rule';
import { judgeTokens } from '../judge-tokens';
import { REFERENCES } from '../references';
import { evidenceText } from '../text';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

/** Such a token is a personal key in disguise. */
export const serviceAccountPerPerson = defineRule({
  id: 'service-account-per-person',
  title: 'Service account of one person',
  description: 'The token belongs to a service account that is named after a member.',
  why: 'A service account for each person is a personal key without a person: nobody removes it when they leave. Accounts are for programs; people sign in.',
  decides: () => [
    'The name of the service account is compared with every member’s full name and with the part of the e-mail address before the @. Words such as “service account” beside it make no difference.',
    'First names alone do not count, for products have such names too. Shared mailboxes, common words and words for programs do not count either.',
    'Expired tokens, and those marked as made by a data plane for itself, are passed over.',
  ],
  thresholds: ['workloadWords', 'commonWords', 'sharedMailboxWords', 'automaticTokens'],
  cannotKnow: 'Who really uses the account.',
  subject: 'service-token',
  severities: ['low'],
  references: [REFERENCES.owaspHumanUse, REFERENCES.isoIdentity],
  evaluate,
});

function evaluate(snapshot: Snapshot, settings: PolicySettings, now: Date): RuleResult {
  const ownerOf = accountOwners(snapshot.members, settings);
  return judgeTokens(snapshot, settings, now, (token) => {
    const { serviceAccountId, serviceAccountName } = token;
    if (serviceAccountName === null) return { finding: null, notAssessed: NO_NAME };
    const member = ownerOf(serviceAccountName, serviceAccountId);
    if (member === null) return { finding: null };
    const evidence = [
      { label: 'Service account', value: evidenceText(serviceAccountName) },
      { label: 'Named after', value: evidenceText(member.email ?? member.id) },
    ];
    return { finding: { severity: 'low', evidence } };
  });
}

const NO_NAME = 'Braintrust does not say what the service account is called.';
