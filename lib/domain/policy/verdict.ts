import {
  compareSeverity,
  formatDay,
  worstSeverity,
  type RuleId,
  type Verdict,
} from '@/lib/domain/core';
import { RULES } from './rules';
import { evidenceText } from './text';
import type { Finding, KeyAssessment, UsedByAssessment } from './types';

export type KeyResult = {
  use: UsedByAssessment;
  holderLeft: boolean;
  overruled: boolean;
  /** Other keys of the same name, held by anyone. */
  otherCopies: number;
  /** Open findings, in rule order. */
  findings: Finding[];
  /** Findings with an accepted risk. They don't count until the exception ends. */
  excepted: Finding[];
  /** The number of rules that couldn't be fully assessed. */
  notAssessed: number;
};

const TITLE_OF = new Map<RuleId, string>(RULES.map((rule) => [rule.id, rule.title]));
/** A recommendation names at most this many findings or signals. */
const NAMED_FINDINGS = 2;

export function assessKey(result: KeyResult): KeyAssessment {
  const verdict = verdictOf(result);
  return {
    ...result.use,
    overruled: result.overruled,
    exceptionUntil: firstEnd(result.excepted),
    verdict,
    severity: worstSeverity(result.findings.map((finding) => finding.severity)),
    recommendation: RECOMMENDATIONS[verdict](result),
  };
}

/** The earliest end of the exceptions in force on these findings. `null`: there are none. */
export function firstEnd(findings: readonly Finding[]): Date | null {
  let first: Date | null = null;
  for (const { state, exception } of findings) {
    if (state !== 'excepted' || exception === null) continue;
    if (first === null || exception.until.getTime() < first.getTime()) first = exception.until;
  }
  return first;
}

/** A workload's key with one of these open findings is replaced, even if it would otherwise be revoked. */
const ASK_FOR_REPLACEMENT: readonly RuleId[] = [
  'workload-on-personal-key',
  'same-key-name-across-members',
  'key-not-bound-to-organization',
  'superseded-by-service-token',
  'holder-not-a-member',
];

/**
 * Expired: revoke. Used by a workload: replace, even if the holder left, because revoking first would cause
 * an outage. Superseded, or held by a former member: revoke. Any other finding: review. Otherwise: keep. Only
 * open findings count, so a workload whose findings are all accepted is kept.
 */
function verdictOf(result: KeyResult): Verdict {
  if (has(result, 'expired-key-still-listed')) return 'revoke';
  const replaceable = ASK_FOR_REPLACEMENT.some((rule) => has(result, rule));
  if (result.use.usedBy === 'workload' && replaceable) return 'replace';
  if (has(result, 'superseded-by-service-token')) return 'revoke';
  if (has(result, 'holder-not-a-member')) return 'revoke';
  return result.findings.length > 0 ? 'review' : 'keep';
}

const RECOMMENDATIONS: Readonly<Record<Verdict, (result: KeyResult) => string>> = {
  replace: (result) => {
    const why = whyReplace(result);
    if (result.holderLeft) {
      return `Replace today: ${why}, and the holder is no longer a member. Set up a service token before you revoke the key.`;
    }
    if (has(result, 'superseded-by-service-token')) {
      return `Replace: ${why}, and a newer service token likely serves the same purpose. Switch the workload to it, then revoke this key.`;
    }
    if (result.otherCopies > 0) {
      return `Replace together with ${plural(result.otherCopies, 'other key')} of the same name. One project-scoped service token can cover all of them.`;
    }
    return `Replace with a project-scoped service token: ${why}.`;
  },
  revoke: (result) => {
    if (has(result, 'expired-key-still-listed')) {
      return 'Revoke: the key has expired but is still listed.';
    }
    return has(result, 'superseded-by-service-token')
      ? 'Revoke: a newer service token likely serves the same purpose, and no workload use was detected.'
      : 'Revoke: the holder is no longer a member, and no workload use was detected.';
  },
  review: (result) => `Review: ${titles(result.findings)}.`,
  keep: (result) => {
    const missing = `${plural(result.notAssessed, 'check')} couldn’t run`;
    if (result.excepted.length > 0) {
      const accepted = `Keep: risk accepted for ${plural(result.excepted.length, 'finding')} until ${endText(result.excepted)}`;
      return result.notAssessed === 0 ? `${accepted}.` : `${accepted}, but ${missing}.`;
    }
    return result.notAssessed === 0 ? 'Keep: no findings.' : `Keep: no findings, but ${missing}.`;
  },
};

function endText(excepted: readonly Finding[]): string {
  const end = firstEnd(excepted);
  return end === null ? 'further notice' : formatDay(end);
}

function whyReplace({ overruled, use }: KeyResult): string {
  const [decision] = use.signals;
  if (overruled && decision !== undefined) {
    return `used by a workload (${lowerFirst(evidenceText(decision.value))})`;
  }
  const signals = use.signals.slice(0, NAMED_FINDINGS).map((signal) => signal.value);
  return `likely used by a workload (${signals.join('; ')})`;
}

function has(result: KeyResult, rule: RuleId): boolean {
  return result.findings.some((finding) => finding.rule === rule);
}

function titles(findings: readonly Finding[]): string {
  const worstFirst = findings.toSorted((a, b) => compareSeverity(a.severity, b.severity));
  const named = worstFirst
    .slice(0, NAMED_FINDINGS)
    .map((finding) => lowerFirst(TITLE_OF.get(finding.rule) ?? finding.rule));
  const others = findings.length - named.length;
  return others > 0 ? `${named.join(', ')}, and ${others} more` : named.join(', ');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
