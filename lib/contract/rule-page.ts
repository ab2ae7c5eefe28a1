import type { RuleId, Severity, SubjectType } from '@/lib/domain/core';

/** What the page of a rule shows, under the settings of one organization. */
export type RulePage = {
  id: RuleId;
  title: string;
  subject: SubjectType;
  description: string;
  why: string;
  /** How the rule decides, with the organization's thresholds filled in. */
  decides: readonly string[];
  cannotKnow: string | null;
  severities: readonly Severity[];
  /** The severity that all of its findings get instead; `null`: the rule's own. */
  severityOverride: Severity | null;
  /** Why the rule is switched off; `null`: it is on. */
  switchedOff: string | null;
  /** True if a threshold, a word list or a domain affects the rule. */
  adjustable: boolean;
  references: readonly { name: string; url: string | null }[];
};
