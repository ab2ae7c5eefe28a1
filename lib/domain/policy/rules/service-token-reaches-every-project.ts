import { defineRule } from '../define-rule';
import {
  pathEvidence,
  permissionsText,
  projectsEvidence,
  reachesEverywhere,
  waysFor,
} from '../holder-power';
import { judgeTokens } from '../judge-tokens';
import { REFERENCES } from '../references';
import { accountText } from '../subjects';
import { evidenceText } from '../text';
import { serviceTokenReach } from '../token-reach';
import type { PolicySettings, RuleResult, Snapshot } from '../types';

export const serviceTokenReachesEveryProject = defineRule({
  id: 'service-token-reaches-every-project',
  title: 'Service token with access to every project',
  description: 'The token can read or write in every project, including future ones.',
  why: 'A token for one workload in one project limits the damage of a leak. This token exposes every project.',
  decides: () => [
    'The service account has a permission on the organization, or on all of its projects, that applies inside projects.',
    'Direct grants and grants through groups and roles count.',
    'Latchkey assumes that such a grant covers every project. Braintrust doesn’t document this.',
    'Tokens of owners are covered by “Service token with owner-level access”.',
    'Expired tokens and tokens marked as created by a data plane are skipped.',
  ],
  thresholds: ['automaticTokens'],
  cannotKnow: 'Latchkey may not see permissions that were set directly on the token.',
  subject: 'service-token',
  severities: ['medium'],
  references: [
    REFERENCES.owaspOverprivileged,
    REFERENCES.soc2LeastPrivilege,
    REFERENCES.soc2Access,
  ],
  evaluate,
});

function evaluate(snapshot: Snapshot, settings: PolicySettings, now: Date): RuleResult {
  const everywhere = waysFor(snapshot, reachesEverywhere);
  return judgeTokens(snapshot, settings, now, (token) => {
    const { reach, unknownWhy } = serviceTokenReach(token, snapshot.reaches);
    if (reach?.atLeast === 'owner') return { finding: null };
    if (reach?.everyProject !== true) {
      return { finding: null, notAssessed: reach?.everyProject === false ? null : unknownWhy };
    }
    const ways = everywhere(reach);
    const account = accountText(token);
    const evidence = [
      { label: 'Service account', value: evidenceText(account) },
      { label: 'Permissions in every project', value: permissionsText(ways) },
      projectsEvidence(reach),
      ...pathEvidence(ways, account),
    ];
    return { finding: { severity: 'medium', evidence } };
  });
}
