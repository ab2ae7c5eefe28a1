import { RULE_IDS, VERDICTS, type RuleId, type Verdict } from '@/lib/domain/core';
import type { Evaluation, Finding } from './types';

/** The differences between two evaluations of one snapshot. */
export type EvaluationComparison = {
  /** Open findings that only the first evaluation has, or only the second. */
  findingsFewer: number;
  findingsMore: number;
  /** The same by rule, in rule order. Rules without a difference are left out. */
  byRule: readonly { rule: RuleId; fewer: number; more: number }[];
  /** The number of keys per change of verdict. */
  verdicts: readonly { from: Verdict; to: Verdict; keys: number }[];
};

/** Compares open findings by rule, and the verdicts of keys. */
export function compareEvaluations(before: Evaluation, after: Evaluation): EvaluationComparison {
  const [first, second] = [openFindings(before), openFindings(after)];
  const byRule = RULE_IDS.map((rule) => ({
    rule,
    fewer: countMissing(first.get(rule), second.get(rule)),
    more: countMissing(second.get(rule), first.get(rule)),
  })).filter(({ fewer, more }) => fewer + more > 0);
  return {
    findingsFewer: byRule.reduce((sum, { fewer }) => sum + fewer, 0),
    findingsMore: byRule.reduce((sum, { more }) => sum + more, 0),
    byRule,
    verdicts: VERDICTS.flatMap((from) =>
      VERDICTS.map((to) => ({ from, to, keys: countChanged(before, after, from, to) })),
    ).filter(({ keys }) => keys > 0),
  };
}

function openFindings({ findings }: Evaluation): Map<RuleId, Set<string>> {
  const byRule = new Map<RuleId, Set<string>>();
  for (const { rule, subject, state } of findings) {
    if (state !== 'open') continue;
    const subjects = byRule.get(rule) ?? new Set();
    byRule.set(rule, subjects.add(subjectKey(subject)));
  }
  return byRule;
}

const subjectKey = ({ type, id }: Finding['subject']): string => `${type} ${id}`;

function countMissing(of: ReadonlySet<string> = new Set(), from?: ReadonlySet<string>): number {
  let missing = 0;
  for (const subject of of) if (from?.has(subject) !== true) missing += 1;
  return missing;
}

function countChanged(before: Evaluation, after: Evaluation, from: Verdict, to: Verdict): number {
  if (from === to) return 0;
  let keys = 0;
  for (const [id, { verdict }] of before.keys) {
    if (verdict === from && after.keys.get(id)?.verdict === to) keys += 1;
  }
  return keys;
}
