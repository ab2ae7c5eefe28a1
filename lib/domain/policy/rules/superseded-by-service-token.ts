import { defineRule } from '../define-rule';
import type { Facts } from '../facts';
import { tokensUnread } from '../judge-tokens';
import { dayText, sentCreation } from '../key-dates';
import { REFERENCES } from '../references';
import { keySubject, organizationSubject } from '../subjects';
import type { Successor } from '../supersession';
import { evidenceText } from '../text';
import type { Evidence, PolicySettings, RuleResult, Snapshot } from '../types';

const UNDATED =
  'A service token of the same purpose exists, but Braintrust does not say when both were created.';

/** The key should have been revoked after its replacement was created. */
export const supersededByServiceToken = defineRule({
  id: 'superseded-by-service-token',
  title: 'Superseded by a service token',
  description: 'A newer service token exists for the same purpose, and the key still lives.',
  why: 'A replacement is done only when the old key is gone. Until then two secrets open the same door, and the old one opens many more.',
  decides: () => [
    'The words of the key’s name are compared with those of the names of service tokens and of their service accounts. Case, order, numbers, the holder’s own name and words such as “key” or “service account” make no difference.',
    'All words that are left must be the same: “ingest prod” is not “ingest staging”. Common words alone, a place such as “prod” alone, and names with a word for a person’s computer never match.',
    'The token must be newer than the key and neither expired nor marked as made by a data plane for itself. A token of an account named after a person does not count.',
    'A key of which somebody said that a person uses it does not get the finding.',
  ],
  thresholds: [
    'commonWords',
    'personWords',
    'workloadWords',
    'sharedMailboxWords',
    'automaticTokens',
  ],
  cannotKnow:
    'Names are all there is to go by. Whether the program uses the token already, Braintrust does not report.',
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
    { label: 'Words in common', value: evidenceText(words.join(', ')) },
    { label: 'Token created on', value: dateOf(token.createdAt) },
    { label: 'Key created on', value: dateOf(keyCreatedAt) },
    ...(others > 0 ? [{ label: 'Further service tokens', value: String(others) }] : []),
  ];
}

const dateOf = (date: Date | null): string => (date === null ? 'unknown' : dayText(date));
