import { RULE_IDS, VERDICTS, type RuleId, type Steps, type Verdict } from '@/lib/domain/core';
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

/** What a comparison needs of an evaluation: which findings are open, and the verdicts of keys, without their evidence. */
export type EvaluationSummary = {
  open: ReadonlyMap<RuleId, ReadonlySet<string>>;
  verdicts: ReadonlyMap<string, Verdict>;
};

export function* summarize(evaluation: Evaluation): Steps<EvaluationSummary> {
  const open = yield* openFindings(evaluation);
  const verdicts = new Map<string, Verdict>();
  for (const [id, { verdict }] of evaluation.keys) {
    verdicts.set(id, verdict);
    yield;
  }
  return { open, verdicts };
}

/** Compares open findings by rule, and the verdicts of keys. */
export function* compareEvaluations(
  before: EvaluationSummary,
  after: EvaluationSummary,
): Steps<EvaluationComparison> {
  const byRule: { rule: RuleId; fewer: number; more: number }[] = [];
  for (const rule of RULE_IDS) {
    const fewer = countMissing(before.open.get(rule), after.open.get(rule));
    const more = countMissing(after.open.get(rule), before.open.get(rule));
    if (fewer + more > 0) byRule.push({ rule, fewer, more });
    yield;
  }
  const changed = yield* countChanges(before.verdicts, after.verdicts);
  return {
    findingsFewer: byRule.reduce((sum, { fewer }) => sum + fewer, 0),
    findingsMore: byRule.reduce((sum, { more }) => sum + more, 0),
    byRule,
    verdicts: VERDICTS.flatMap((from) =>
      VERDICTS.map((to) => ({ from, to, keys: changed.get(`${from} ${to}`) ?? 0 })),
    ).filter(({ keys }) => keys > 0),
  };
}

function* openFindings({ findings }: Evaluation): Steps<Map<RuleId, Set<string>>> {
  const byRule = new Map<RuleId, Set<string>>();
  for (const { rule, subject, state } of findings) {
    if (state !== 'open') continue;
    const subjects = byRule.get(rule) ?? new Set();
    byRule.set(rule, subjects.add(subjectKey(subject)));
    yield;
  }
  return byRule;
}

const subjectKey = ({ type, id }: Finding['subject']): string => `${type} ${id}`;

function countMissing(of: ReadonlySet<string> = new Set(), from?: ReadonlySet<string>): number {
  let missing = 0;
  for (const subject of of) if (from?.has(subject) !== true) missing += 1;
  return missing;
}

/** The number of keys per change of verdict, such as "ok replace". */
function* countChanges(
  before: ReadonlyMap<string, Verdict>,
  after: ReadonlyMap<string, Verdict>,
): Steps<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const [id, from] of before) {
    const to = after.get(id);
    if (to === undefined || to === from) continue;
    counts.set(`${from} ${to}`, (counts.get(`${from} ${to}`) ?? 0) + 1);
    yield;
  }
  return counts;
}
