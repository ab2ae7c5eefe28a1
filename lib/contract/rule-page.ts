import type { RuleId, Severity, SubjectType } from '@/lib/domain/core';

/** What a rule's page says of it, under the settings of one organization. */
export type RulePage = {
  id: RuleId;
  title: string;
  /** What its findings are about. */
  subject: SubjectType;
  description: string;
  why: string;
  /** How it decides, with the thresholds as they are set. */
  decides: readonly string[];
  cannotKnow: string | null;
  severities: readonly Severity[];
  /** What all its findings get instead; `null`: the rule's own. */
  severityOverride: Severity | null;
  /** Why it is switched off; `null`: it is on. */
  switchedOff: string | null;
  /** Whether a threshold, a word list or a domain changes what it says. */
  adjustable: boolean;
  references: readonly { name: string; url: string | null }[];
};
