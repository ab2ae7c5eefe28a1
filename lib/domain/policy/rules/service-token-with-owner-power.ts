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
  title: 'Service token with owner-level access',
  description: 'The token has full control of the organization, or can grant itself full control.',
  why: 'This token grants owner-level access and isn’t tied to a person. Scope it to the projects it needs.',
  decides: () => [
    'The service account has the system role Owner, all eight permissions on the organization, or permission to manage access to it.',
    'Direct grants and grants through groups count.',
    'Expired tokens and tokens marked as created by a data plane are skipped.',
  ],
  thresholds: ['automaticTokens'],
  cannotKnow: 'Latchkey may not see permissions that were set directly on the token.',
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
      { label: 'Access', value: owner ? 'owner' : 'can grant itself any access' },
      ...pathEvidence(owner ? ownership(reach) : granting(reach), account),
    ];
    return { finding: { severity: 'high', evidence } };
  });
}
