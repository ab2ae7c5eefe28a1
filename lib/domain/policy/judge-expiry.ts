import type { Expiry, Key } from '@/lib/domain/organization';
import { expiryUnknown, sentExpiry } from './key-dates';
import { keySubject } from './subjects';
import type { Finding, RuleResult, Snapshot } from './types';

type Judgement = Pick<Finding, 'severity' | 'evidence'>;

/**
 * What a rule about expiry finds: `judge` is asked for each key whose end is known, and answers
 * `null` for one that is fine; the others are not assessed, with the reason.
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
