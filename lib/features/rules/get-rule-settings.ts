import { loadSettings, type SavedSettings } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { RuleSettings, StoredRuleSettings } from '@/lib/contract';
import { DEFAULT_SETTINGS, type PolicySettings } from '@/lib/domain/policy';

/** The organization's rule settings; the defaults (version 1) if no one has saved any. */
export async function getRuleSettings(ctx: Context): Promise<StoredRuleSettings> {
  return toWireSettings(await loadSettings(ctx.store.db, ctx.organization.id));
}

export function toWireSettings(saved: SavedSettings): StoredRuleSettings {
  return {
    version: saved.settings.version,
    settings: withoutVersion(saved.settings),
    defaults: withoutVersion(DEFAULT_SETTINGS),
    changed_at: saved.changedAt?.toISOString() ?? null,
    changed_by: saved.changedBy,
  };
}

export function withoutVersion(settings: PolicySettings): RuleSettings {
  const { version: _version, ...rest } = settings;
  return rest;
}
