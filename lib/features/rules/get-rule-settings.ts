import { loadSettings, type SavedSettings } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { RuleSettings, StoredRuleSettings } from '@/lib/contract';
import { DEFAULT_SETTINGS, type PolicySettings } from '@/lib/domain/policy';

/** The settings that the organization is judged by; where nobody saved any the defaults, version 1. */
export async function getRuleSettings(ctx: Context): Promise<StoredRuleSettings> {
  return toWireSettings(await loadSettings(ctx.store.db, ctx.organization.id));
}

/** Saved settings as they go over the wire. */
export function toWireSettings(saved: SavedSettings): StoredRuleSettings {
  return {
    version: saved.settings.version,
    settings: withoutVersion(saved.settings),
    defaults: withoutVersion(DEFAULT_SETTINGS),
    changed_at: saved.changedAt?.toISOString() ?? null,
    changed_by: saved.changedBy,
  };
}

/** The settings alone. Their version is told beside them: nobody chooses it. */
export function withoutVersion(settings: PolicySettings): RuleSettings {
  const { version: _version, ...rest } = settings;
  return rest;
}
