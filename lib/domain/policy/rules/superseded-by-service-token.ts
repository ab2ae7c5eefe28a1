import { defineRule } from '../define-rule';
import type { Facts } from '../facts';
import { tokensUnread } from '../judge-tokens';
import { dayEvidence, sentCreation } from '../key-dates';
import { REFERENCES } from '../references';
import { keySubject, organizationSubject } from '../subjects';
import type { Successor } from '../supersession';
import { evidenceText } from '../text';
import type { Evidence, PolicySettings, RuleResult, Snapshot } from '../types';

const UNDATED =
  'A service token likely serves the same purpose, but it’s unknown whether it’s newer than the key.';

/** The key should have been revoked after its replacement was created. */
export const supersededByServiceToken = defineRule({
  id: 'superseded-by-service-token',
  title: 'Superseded by a service token',
  description: 'A newer service token likely serves the same purpose, and the key is still listed.',
  why: 'A replacement is complete only when the old key is revoked. Until then both secrets work, and the old one carries all of its holder’s access.',
  decides: () => [
    'The words in the key’s name are compared with the names of service tokens and their service accounts. Case, order, numbers, the holder’s own name, and words such as “key” are ignored.',
    'All remaining words must match: “ingest prod” doesn’t match “ingest staging”.',
    'Names never match if they contain a person keyword, only common words, or only an environment such as “prod”.',
    'The token must be newer than the key, unexpired, and not marked as created by a data plane. Tokens of accounts named after a person don’t count.',
    'Keys that someone marked as used by a person are skipped.',
  ],
  thresholds: [
    'commonWords',
    'personWords',
    'workloadWords',
    'sharedMailboxWords',
    'automaticTokens',
  ],
  cannotKnow:
    'Latchkey compares names only. Braintrust doesn’t report whether the workload already uses the token.',
  subject: 'key',
  severities: ['high'],
  references: [REFERENCES.owaspOffboarding, REFERENCES.owaspLongLived, REFERENCES.soc2Lifecycle],
  evaluate,
});

function evaluate(
  snapshot: Snapshot,
  _settings: PolicySettings,
  _now: Date,
  { superseded }: Facts,
): RuleResult {
  const { organization, serviceTokens } = snapshot;
  if (!serviceTokens.read) {
    const reason = tokensUnread(serviceTokens.reason);
    return { findings: [], notAssessed: [{ subject: organizationSubject(organization), reason }] };
  }
  const findings: RuleResult['findings'][number][] = [];
  const notAssessed: RuleResult['notAssessed'][number][] = [];
  for (const key of snapshot.keys) {
    const found = superseded.get(key.id);
    if (found === undefined) continue;
    const subject = keySubject(key);
    const [newest] = found.successors;
    if (newest === undefined) {
      const undated = [key, ...found.undated.map(({ token }) => token)];
      notAssessed.push({ subject, reason: UNDATED, evidence: undated.flatMap(sentCreation) });
      continue;
    }
    const evidence = evidenceOf(newest, key.createdAt, found.successors.length - 1);
    findings.push({ severity: 'high', subject, evidence });
  }
  return { findings, notAssessed };
}

function evidenceOf(
  { token, words }: Successor,
  keyCreatedAt: Date | null,
  others: number,
): Evidence[] {
  const account = token.serviceAccountName;
  return [
    { label: 'Service token', value: evidenceText(token.name) },
    ...(account === null ? [] : [{ label: 'Service account', value: evidenceText(account) }]),
    { label: 'Matching words', value: evidenceText(words.join(', ')) },
    dayEvidence('Token created on', token.createdAt),
    dayEvidence('Key created on', keyCreatedAt),
    ...(others > 0 ? [{ label: 'More service tokens', value: String(others) }] : []),
  ];
}
