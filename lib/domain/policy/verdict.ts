import {
  compareSeverity,
  formatDay,
  formatNumber,
  plural,
  recommendation,
  worstSeverity,
  type RuleId,
  type Severity,
  type Verdict,
} from '@/lib/domain/core';
import { RULES } from './rules';
import { evidenceText } from './text';
import type { Finding, KeyAssessment, UsedByAssessment } from './types';

export type KeyResult = {
  use: UsedByAssessment;
  holderLeft: boolean;
  overruled: boolean;
  /** Open findings, in rule order. */
  findings: Finding[];
  /** Findings with an accepted risk. They don't count until the exception ends. */
  excepted: Finding[];
  /** The number of rules that couldn't be fully assessed. */
  notAssessed: number;
};

const TITLE_OF = new Map<RuleId, string>(RULES.map((rule) => [rule.id, rule.title]));
/** A recommendation names at most this many findings. */
const NAMED_FINDINGS = 2;

/** What doesn't depend on the other keys. */
export type OwnAssessment = Omit<KeyAssessment, 'workload' | 'priority' | 'recommendation'>;

/** A key's verdict, from its own findings and usage alone. */
export function assessKey(result: KeyResult): OwnAssessment {
  const verdict = verdictOf(result);
  return {
    ...result.use,
    overruled: result.overruled,
    exceptionUntil: firstEnd(result.excepted),
    verdict,
    severity: worstSeverity(result.findings.map((finding) => finding.severity)),
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

type Remedy = { rule: RuleId; atLeast: Severity; by: 'new-key' | 'bt-login' };

/**
 * Findings that a new key or `bt login` solves. Others stay with a new key (copies of the name, a holder
 * outside the company domains), belong to the member's work (write access to every project), or are hygiene: no
 * expiration, several keys, a vague name, and an age of low severity. Hygiene is shown and exported, but doesn't
 * keep a key from `ok`.
 */
const REMEDIES: readonly Remedy[] = [
  // A key inherits all of its holder's access, a new one too. With `bt login` there is no stored secret to leak.
  { rule: 'owner-held-key', atLeast: 'info', by: 'bt-login' },
  { rule: 'access-admin-held-key', atLeast: 'info', by: 'bt-login' },
  // A key that is created now is bound to the organization.
  { rule: 'key-not-bound-to-organization', atLeast: 'info', by: 'new-key' },
  // A new key has a new secret, which hasn't been copied anywhere yet.
  { rule: 'old-key', atLeast: 'medium', by: 'new-key' },
  // A new key in time keeps its holder working.
  { rule: 'expires-soon', atLeast: 'info', by: 'new-key' },
];

/** The open findings that rotating solves. A workload can't sign in with `bt login`. */
function solvable({ findings, use }: KeyResult, by: readonly Remedy['by'][]): Finding[] {
  const possible = use.usedBy === 'workload' ? by.filter((one) => one === 'new-key') : by;
  return findings.filter((finding) =>
    REMEDIES.some(
      (remedy) =>
        remedy.rule === finding.rule &&
        possible.includes(remedy.by) &&
        compareSeverity(finding.severity, remedy.atLeast) <= 0,
    ),
  );
}

const ANY_REMEDY: readonly Remedy['by'][] = ['new-key', 'bt-login'];

/**
 * The first match decides. Expired: revoke. Used by a workload: replace, even if the holder left, because
 * revoking first would cause an outage. Superseded, or held by a former member: revoke. Usage unknown: ask the
 * holder. A finding that a new key or `bt login` solves: rotate. Otherwise: ok.
 *
 * Only open findings count. A workload is rotated only if its replacement is an accepted risk. If all findings
 * of a key are accepted, its unknown usage is accepted with them.
 */
function verdictOf(result: KeyResult): Verdict {
  if (has(result, 'expired-key-still-listed')) return 'revoke';
  const replaceable = ASK_FOR_REPLACEMENT.some((rule) => has(result, rule));
  if (result.use.usedBy === 'workload' && replaceable) return 'replace';
  if (has(result, 'superseded-by-service-token')) return 'revoke';
  if (has(result, 'holder-not-a-member')) return 'revoke';
  const allAccepted = result.findings.length === 0 && result.excepted.length > 0;
  if (result.use.usedBy === 'unclear' && !allAccepted) return 'ask-holder';
  return solvable(result, ANY_REMEDY).length > 0 ? 'rotate' : 'ok';
}

/**
 * One sentence on what to do with the key, and why. `others` is the number of other keys of the same workload
 * that are to be replaced.
 */
export function recommend(result: KeyResult, verdict: Verdict, others: number): string {
  const [action, reason] = RECOMMENDATIONS[verdict](result, others);
  return recommendation(action, reason);
}

type Recommend = (result: KeyResult, others: number) => readonly [action: string, reason: string];

const RECOMMENDATIONS: Readonly<Record<Verdict, Recommend>> = {
  replace: (result, others) => {
    const why = whyReplace(result);
    if (result.holderLeft) {
      return [
        'Replace today',
        `${why}, and the holder is no longer a member, so set up a service token before you revoke the key`,
      ];
    }
    if (has(result, 'superseded-by-service-token')) {
      return [
        'Replace with the newer service token that likely serves the same purpose, then revoke this key',
        why,
      ];
    }
    if (others > 0) {
      return [
        `Replace together with ${plural(others, 'other key')} of the same workload, with one project-scoped service token`,
        why,
      ];
    }
    return ['Replace with a project-scoped service token', why];
  },
  revoke: (result) => {
    if (has(result, 'expired-key-still-listed')) {
      return ['Revoke', 'the key has expired but is still listed'];
    }
    const why = has(result, 'superseded-by-service-token')
      ? 'a newer service token likely serves the same purpose'
      : 'the holder is no longer a member';
    return ['Revoke', `${why}, and no workload use was detected`];
  },
  'ask-holder': ({ findings }) => {
    const found = findings.length === 0 ? '' : ` (${titles(findings)})`;
    return ['Ask the holder what uses the key', `its usage is unknown${found}`];
  },
  rotate: (result) => {
    const found = titles(solvable(result, ANY_REMEDY));
    if (result.use.usedBy === 'workload') {
      return [
        'Rotate the key',
        `its use by a workload is an accepted risk, but other findings are open (${found})`,
      ];
    }
    const helps = solvable(result, ['new-key']).length > 0;
    const what = helps
      ? 'Rotate the key, or sign in with bt login and revoke it'
      : 'Sign in with bt login instead, and revoke the key';
    return [what, `used by a person (${found})`];
  },
  ok: (result) => {
    const missing =
      result.notAssessed === 0 ? '' : `, but ${plural(result.notAssessed, 'check')} couldn’t run`;
    if (result.excepted.length > 0) {
      const accepted = plural(result.excepted.length, 'finding');
      return [
        'No action needed',
        `risk accepted for ${accepted} until ${endText(result.excepted)}${missing}`,
      ];
    }
    const found =
      result.findings.length === 0 ? 'no findings' : `nothing urgent (${titles(result.findings)})`;
    const used = result.use.usedBy === 'person' ? 'used by a person, ' : '';
    return ['No action needed', `${used}${found}${missing}`];
  },
};

function endText(excepted: readonly Finding[]): string {
  const end = firstEnd(excepted);
  return end === null ? 'further notice' : formatDay(end);
}

/** Quotes an owner's decision, or the signal that weighs most. */
function whyReplace({ overruled, use }: KeyResult): string {
  const [first] = use.signals;
  if (first === undefined) return 'likely used by a workload';
  if (overruled) return `used by a workload (${lowerFirst(evidenceText(first.value))})`;
  return `likely used by a workload (${lowerFirst(first.label)}: ${first.value})`;
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
  return others > 0 ? `${named.join(', ')}, and ${formatNumber(others)} more` : named.join(', ');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
