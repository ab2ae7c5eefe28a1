import { recordActivity } from '@/lib/features/activity';
import { loadSettings, type SavedSettings } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { RuleSettings, StoredRuleSettings } from '@/lib/contract';
import { AppError, formatUtc } from '@/lib/domain/core';
import { schema, type Transaction } from '@/lib/platform/database';
import { changeJudgement } from './change-judgement';
import { toWireSettings, withoutVersion } from './get-rule-settings';

/**
 * Saves settings as the next version and re-evaluates the latest audit. Unchanged settings create no version.
 * *Errors*: `changed-meanwhile` if the stored version isn't `basedOn`. It says who saved that version, and when.
 */
export async function saveRuleSettings(
  ctx: Context,
  input: { basedOn: number; settings: RuleSettings },
): Promise<StoredRuleSettings> {
  const settings = { ...input.settings, version: input.basedOn + 1 };
  const saved = await changeJudgement(ctx, async (tx) => {
    const stored = await loadSettings(tx, ctx.organization.id);
    if (stored.settings.version !== input.basedOn) throw changedMeanwhile(stored);
    const changed = differences(withoutVersion(stored.settings), withoutVersion(settings));
    if (changed.length === 0) return { changed: false, result: stored };
    await insertSettings(tx, ctx, withoutVersion(settings), settings.version);
    await recordActivity(tx, {
      organizationId: ctx.organization.id,
      actor: ctx.actor.label,
      action: 'rule-settings-changed',
      details: { version: settings.version, changed: changed.join(', ') },
      at: ctx.now(),
    });
    return {
      changed: true,
      result: { settings, changedAt: ctx.now(), changedBy: ctx.actor.label },
    };
  });
  return toWireSettings(saved);
}

/** Earlier versions stay, because audits refer to the version that evaluated them. */
async function insertSettings(
  tx: Transaction,
  ctx: Context,
  settings: RuleSettings,
  version: number,
): Promise<void> {
  await tx.insert(schema.ruleSettings).values({
    organizationId: ctx.organization.id,
    version,
    settings,
    createdAt: ctx.now(),
    createdBy: ctx.actor.label,
  });
}

function changedMeanwhile({ settings, changedAt, changedBy }: SavedSettings): AppError {
  const { version } = settings;
  const at = changedAt?.toISOString() ?? null;
  return new AppError(
    'changed-meanwhile',
    changedBy === null || at === null
      ? "The settings are now the defaults, version 1. Your changes weren't saved. Reload the settings and try again."
      : `${changedBy} saved version ${version} of the settings on ${formatUtc(at)}. Your changes weren't saved. Reload the settings and try again.`,
    {
      message: `based on a version that is not ${version}`,
      details: { changed: { version, by: changedBy, at } },
    },
  );
}

/** Names of the settings that differ. */
function differences(before: RuleSettings, after: RuleSettings): string[] {
  const text = (value: unknown) => JSON.stringify(value, sortedKeys);
  return Object.entries(after)
    .filter(([name, value]) => text(Reflect.get(before, name)) !== text(value))
    .map(([name]) => name);
}

/** Ignores the order of object keys, but not the order of lists. */
function sortedKeys(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
