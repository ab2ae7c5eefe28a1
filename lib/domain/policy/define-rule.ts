import type { RuleId, Severity, SubjectType } from '@/lib/domain/core';
import type { Facts } from './facts';
import type { PolicySettings, Reference, RuleResult, Snapshot } from './types';

/** The given rule, checked by the type checker and frozen, so that nobody changes it later. */
export function defineRule(rule: Rule): Rule {
  return Object.freeze(rule);
}

/** A setting that some rules read. Severity and being switched off are for every rule. */
export type Threshold = Exclude<
  keyof PolicySettings,
  'version' | 'severityOverrides' | 'switchedOff'
>;

/** One question about a snapshot, with all that its page says of it. */
export type Rule = {
  id: RuleId;
  title: string;
  /** One sentence on what the rule says of its subject. */
  description: string;
  /** Why that matters. */
  why: string;
  /** How it decides, sentence by sentence, with thresholds as they are set. */
  decides: (settings: PolicySettings) => readonly string[];
  /** The settings that change what it says; empty where none does. */
  thresholds: readonly Threshold[];
  /** What no audit can know about it, or `null`. */
  cannotKnow: string | null;
  subject: SubjectType;
  /** Every severity that it may give by default, worst first. */
  severities: readonly Severity[];
  references: readonly Reference[];
  /** `now` is when the audit finished; `facts` are of the same snapshot and settings. */
  evaluate: (snapshot: Snapshot, settings: PolicySettings, now: Date, facts: Facts) => RuleResult;
};
