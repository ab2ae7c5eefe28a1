import { defineRule } from '../define-rule';
import { givesOwnership, pathEvidence, waysFor, writesGrants } from '../holder-power';
import { judgeTokens } from '../judge-tokens';
import { REFERENCES } from '../references';
import { accountText } from '../subjects';
import { evidenceText } from '../text';
import { serviceTokenReach } from '../token-reach';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

export const serviceTokenWithOwnerPower = defineRule({
  id: 'service-token-with-owner-power',
  title: 'Service token with the power of an owner',
  description: 'The token controls the whole organization, or can give itself that.',
  why: 'A service token is to be narrower than the key it replaces. This one is as wide, belongs to nobody, and outlives everybody.',
  decides: () => [
    'The service account holds, directly or through groups, the system role Owner, all eight permissions on the organization, or one that writes grants on it.',
    'Expired tokens, and those marked as made by a data plane for itself, are passed over.',
  ],
  thresholds: ['automaticTokens'],
  cannotKnow: 'Permissions that were set on the token itself, which no grant shows.',
  subject: 'service-token',
  severities: ['high'],
  references: [
    REFERENCES.owaspOverprivileged,
    REFERENCES.soc2LeastPrivilege,
    REFERENCES.isoPrivileged,
  ],
  evaluate,
});

function evaluate(snapshot: Snapshot, settings: PolicySettings, now: Date): RuleResult {
  const ownership = waysFor(snapshot, givesOwnership);
  const granting = waysFor(snapshot, writesGrants);
  return judgeTokens(snapshot, settings, now, (token) => {
    const { reach, unknownWhy } = serviceTokenReach(token, snapshot.reaches);
    const owner = reach?.atLeast === 'owner';
    if (reach === null || (!owner && reach.grantsItself !== true)) {
      const undecided = reach?.grantsItself !== false;
      return { finding: null, notAssessed: undecided ? unknownWhy : null };
    }
    const account = accountText(token);
    const evidence = [
      { label: 'Service account', value: evidenceText(account) },
      { label: 'Power', value: owner ? 'owner' : 'can give itself anything' },
      ...pathEvidence(owner ? ownership(reach) : granting(reach), account),
    ];
    return { finding: { severity: 'high', evidence } };
  });
}
