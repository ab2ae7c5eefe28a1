import { defineRule } from '../define-rule';
import type { Facts } from '../facts';
import { judgeTokens } from '../judge-tokens';
import { REFERENCES } from '../references';
import { evidenceText } from '../text';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

/** Such a token is a personal key in disguise. */
export const serviceAccountPerPerson = defineRule({
  id: 'service-account-per-person',
  title: 'Service account named after a member',
  description: 'The token belongs to a service account that’s named after a member.',
  why: 'Such an account acts like a personal key, but nothing removes it when the person leaves. Use service accounts for workloads, and let people sign in.',
  decides: () => [
    'The account’s name is compared with each member’s full name and the part of the email address before the @. Words such as “service account” are ignored.',
    'First names alone don’t count, because products have such names too. Shared mailboxes, common words, and workload keywords don’t count either.',
    'Expired tokens and tokens marked as created by a data plane are skipped.',
  ],
  thresholds: ['workloadWords', 'commonWords', 'sharedMailboxWords', 'automaticTokens'],
  cannotKnow: 'Latchkey can’t tell who actually uses the account.',
  subject: 'service-token',
  severities: ['low'],
  references: [REFERENCES.owaspHumanUse, REFERENCES.isoIdentity],
  evaluate,
});

function evaluate(
  snapshot: Snapshot,
  settings: PolicySettings,
  now: Date,
  { ownerOfAccount }: Facts,
): RuleResult {
  return judgeTokens(snapshot, settings, now, (token) => {
    const { serviceAccountId, serviceAccountName } = token;
    if (serviceAccountName === null) return { finding: null, notAssessed: NO_NAME };
    const member = ownerOfAccount(serviceAccountName, serviceAccountId);
    if (member === null) return { finding: null };
    const evidence = [
      { label: 'Service account', value: evidenceText(serviceAccountName) },
      { label: 'Named after', value: evidenceText(member.email ?? member.id) },
    ];
    return { finding: { severity: 'low', evidence } };
  });
}

const NO_NAME = 'Braintrust doesn’t report the service account’s name.';
