import 'server-only';
import type { RuleId, Severity } from '@/lib/core';
import type { StoredRuleSettings } from '@/lib/contract';
import { RULES } from '@/lib/policy';

/** What a rule's page says of it, under the settings of one organization. */
export type RuleFacts = {
  id: RuleId;
  title: string;
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

/** Every rule in its order, as it judges this organization. */
export function ruleFacts(stored: StoredRuleSettings): RuleFacts[] {
  const settings = { ...stored.settings, version: stored.version };
  return RULES.map((rule) => ({
    id: rule.id,
    title: rule.title,
    description: rule.description,
    why: rule.why,
    decides: rule.decides(settings),
    cannotKnow: rule.cannotKnow,
    severities: rule.severities,
    severityOverride: settings.severityOverrides[rule.id] ?? null,
    switchedOff: settings.switchedOff[rule.id] ?? null,
    adjustable: rule.thresholds.length > 0,
    references: rule.references,
  }));
}
