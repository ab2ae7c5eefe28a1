import { defineRule } from '../define-rule';
import {
  pathEvidence,
  permissionText,
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
  title: 'Service token reaches every project',
  description: 'The token can read or write in every project, future ones included.',
  why: 'One token for one program in one project keeps a leak small. This one opens them all.',
  decides: () => [
    'The service account holds, directly or through groups and roles, a permission on the organization or on “org_project” that reaches into projects.',
    'That such a grant reaches every project is an assumption: Braintrust does not document it.',
    'Tokens with the power of an owner are left to another rule; expired tokens, and those marked as made by a data plane for itself, are passed over.',
  ],
  thresholds: ['automaticTokens'],
  cannotKnow: 'Permissions that were set on the token itself, which no grant shows.',
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
      { label: 'May, in every project', value: permissionText(ways) },
      projectsEvidence(reach),
      ...pathEvidence(ways, account),
    ];
    return { finding: { severity: 'medium', evidence } };
  });
}
