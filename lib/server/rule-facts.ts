import 'server-only';
import type { RulePage, StoredRuleSettings } from '@/lib/contract';
import { RULES } from '@/lib/domain/policy';

/** Every rule in display order, under the organization's settings. */
export function ruleFacts(stored: StoredRuleSettings): RulePage[] {
  const settings = { ...stored.settings, version: stored.version };
  return RULES.map((rule) => ({
    id: rule.id,
    title: rule.title,
    subject: rule.subject,
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
