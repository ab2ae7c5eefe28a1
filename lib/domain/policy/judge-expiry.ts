import type { Expiry, Key } from '@/lib/domain/organization';
import { expiryUnknown, sentExpiry } from './key-dates';
import { keySubject } from './subjects';
import type { Finding, RuleResult, Snapshot } from './types';

type Judgement = Pick<Finding, 'severity' | 'evidence'>;

/**
 * Evaluates a rule about expiration. `judge` is called for each key with a known expiration and returns
 * `null` if there is no finding. The other keys are not assessed, with the reason.
 */
export function judgeExpiry(
  snapshot: Snapshot,
  judge: (expiry: Expiry, key: Key) => Judgement | null,
): RuleResult {
  const findings: RuleResult['findings'][number][] = [];
  const notAssessed: RuleResult['notAssessed'][number][] = [];
  for (const key of snapshot.keys) {
    const subject = keySubject(key);
    const reason = expiryUnknown(key);
    if (reason !== null) {
      notAssessed.push({ subject, reason, evidence: sentExpiry(key) });
      continue;
    }
    const judgement = judge(key.expiry, key);
    if (judgement !== null) findings.push({ subject, ...judgement });
  }
  return { findings, notAssessed };
}
