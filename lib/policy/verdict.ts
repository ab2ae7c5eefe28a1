import { compareSeverity, worstSeverity, type RuleId, type Verdict } from '@/lib/core';
import { RULES } from './rules';
import type { Finding, KeyAssessment, UsedByAssessment } from './types';

/** All that was found about one key. */
export type KeyResult = {
  use: UsedByAssessment;
  holderLeft: boolean;
  overruled: boolean;
  /** Keys of the same name at other members or the same one. */
  otherCopies: number;
  /** Open findings on this key, in the order of the rules. */
  findings: Finding[];
  /** Findings whose risk somebody accepted: they count for nothing until that ends. */
  excepted: Finding[];
  /** How many rules could not be assessed in full. */
  notAssessed: number;
};

const TITLE_OF = new Map<RuleId, string>(RULES.map((rule) => [rule.id, rule.title]));
/** A review names so many findings, the worst first; the rest is counted. */
const NAMED_FINDINGS = 2;

/** The judgement of one key: what to do, how bad it is, why, in one sentence. */
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

/** The earliest end of the exceptions in force on some findings; `null`: none is. */
export function firstEnd(findings: readonly Finding[]): Date | null {
  let first: Date | null = null;
  for (const { state, exception } of findings) {
    if (state !== 'excepted' || exception === null) continue;
    if (first === null || exception.until.getTime() < first.getTime()) first = exception.until;
  }
  return first;
}

/**
 * Expired: revoke. Used by a workload: replace, even of a leaver, for revoking first is an outage.
 * Holder not a member: revoke. Any other finding: review. Else keep.
 */
function verdictOf(result: KeyResult): Verdict {
  if (has(result, 'expired-key-still-listed')) return 'revoke';
  if (result.use.usedBy === 'workload') return 'replace';
  if (has(result, 'holder-not-a-member')) return 'revoke';
  return result.findings.length > 0 ? 'review' : 'keep';
}

const RECOMMENDATIONS: Readonly<Record<Verdict, (result: KeyResult) => string>> = {
  replace: (result) => {
    const signals = result.use.signals.slice(0, NAMED_FINDINGS).map((signal) => signal.value);
    const why = `a program seems to use this key (${signals.join('; ')})`;
    if (result.holderLeft) {
      return `Replace today: ${why}, and its holder is not a member any more; put a service token in its place before you revoke it.`;
    }
    if (result.otherCopies > 0) {
      return `Replace together with ${plural(result.otherCopies, 'key')} of the same name: one project-scoped service token can serve all of them.`;
    }
    return `Replace with a project-scoped service token: ${why}.`;
  },
  revoke: (result) =>
    has(result, 'expired-key-still-listed')
      ? 'Revoke: this key has expired and is still listed.'
      : 'Revoke: its holder is not a member any more, and nothing says that a program uses it.',
  review: (result) => `Review: ${titles(result.findings)}.`,
  keep: (result) =>
    result.notAssessed === 0
      ? 'Keep: no rule found anything.'
      : `Keep: nothing was found, but ${plural(result.notAssessed, 'check')} could not be made.`,
};

function has(result: KeyResult, rule: RuleId): boolean {
  return result.findings.some((finding) => finding.rule === rule);
}

function titles(findings: readonly Finding[]): string {
  const worstFirst = findings.toSorted((a, b) => compareSeverity(a.severity, b.severity));
  const named = worstFirst
    .slice(0, NAMED_FINDINGS)
    .map((finding) => lowerFirst(TITLE_OF.get(finding.rule) ?? finding.rule));
  const others = findings.length - named.length;
  return others > 0 ? `${named.join(', ')} and ${others} more` : named.join(', ');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
