import type { RuleId, Severity, Steps, SubjectType } from '@/lib/domain/core';
import type { Facts } from './facts';
import type { PolicySettings, Reference, RuleResult, Snapshot } from './types';

export function defineRule(rule: Rule): Rule {
  return Object.freeze(rule);
}

/** A setting that some rules read. Every rule has a severity override and can be switched off. */
export type Threshold = Exclude<
  keyof PolicySettings,
  'version' | 'severityOverrides' | 'switchedOff'
>;

/** One check of a snapshot, with the texts of its page. */
export type Rule = {
  id: RuleId;
  title: string;
  /** One sentence on what a finding means. */
  description: string;
  /** Why it matters. */
  why: string;
  /** How the rule decides, one sentence each, with the current thresholds. */
  decides: (settings: PolicySettings) => readonly string[];
  /** The settings that change its results. */
  thresholds: readonly Threshold[];
  /** What an audit can't know about it. */
  cannotKnow: string | null;
  subject: SubjectType;
  /** The default severities of its findings, worst first. */
  severities: readonly Severity[];
  references: readonly Reference[];
  /**
   * `now` is when the audit finished. `facts` are of the same snapshot and settings. A rule that needs long for
   * each key is a generator that yields after each.
   */
  evaluate: (
    snapshot: Snapshot,
    settings: PolicySettings,
    now: Date,
    facts: Facts,
  ) => RuleResult | Steps<RuleResult>;
};

/** Evaluates a rule of either kind. */
export function* evaluateRule(
  rule: Rule,
  ...given: Parameters<Rule['evaluate']>
): Steps<RuleResult> {
  const result = rule.evaluate(...given);
  return 'findings' in result ? result : yield* result;
}
