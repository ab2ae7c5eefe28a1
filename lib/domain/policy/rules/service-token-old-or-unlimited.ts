import { daysBetween, plural } from '@/lib/domain/core';
import { defineRule } from '../define-rule';
import { judgeTokens, type TokenJudgement } from '../judge-tokens';
import { ageOf, dayEvidence, expiryUnknown, sentDates } from '../key-dates';
import { REFERENCES } from '../references';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

export const serviceTokenOldOrUnlimited = defineRule({
  id: 'service-token-old-or-unlimited',
  title: 'Old or non-expiring service token',
  description: 'The token was created long ago or never expires.',
  why: 'A token that’s never rotated becomes what it replaced: an old secret in many places.',
  decides: ({ oldServiceTokenDays }) => [
    `A token is old from ${plural(oldServiceTokenDays, 'day')}, counted from creation to the end of the audit.`,
    'A token never expires if Braintrust reports that it has no expiration date. If Braintrust doesn’t report the expiration at all, that part isn’t assessed.',
    'Expired tokens and tokens marked as created by a data plane are skipped.',
  ],
  thresholds: ['oldServiceTokenDays', 'automaticTokens'],
  cannotKnow: 'Braintrust doesn’t report when a token was last used.',
  subject: 'service-token',
  severities: ['medium'],
  references: [REFERENCES.owaspLongLived, REFERENCES.pciSystemAccounts, REFERENCES.cisRotate],
  evaluate,
});

function evaluate(snapshot: Snapshot, settings: PolicySettings, now: Date): RuleResult {
  const { oldServiceTokenDays } = settings;
  return judgeTokens(snapshot, settings, now, (token): TokenJudgement => {
    const age = ageOf(token, now);
    const isOld = 'days' in age && age.days >= oldServiceTokenDays;
    const found = [
      ...(token.expiry.kind === 'never' ? [{ label: 'Expires', value: 'never' }] : []),
      ...(isOld && token.createdAt !== null
        ? [
            dayEvidence('Created on', token.createdAt),
            { label: 'Age in days', value: String(daysBetween(token.createdAt, now)) },
            { label: 'Threshold in days', value: String(oldServiceTokenDays) },
          ]
        : []),
    ];
    const reasons = ['reason' in age ? age.reason : null, expiryUnknown(token)];
    const sent = sentDates(token);
    const notAssessed = reasons.filter((reason) => reason !== null).join(' ');
    return {
      finding: found.length === 0 ? null : { severity: 'medium', evidence: [...found, ...sent] },
      notAssessed: notAssessed === '' ? null : notAssessed,
      evidence: sent,
    };
  });
}
