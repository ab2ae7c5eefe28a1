import { recordActivity } from '@/lib/activity';
import { loadSettings } from '@/lib/audit';
import type { Context } from '@/lib/auth/context';
import type { PolicySettings } from '@/lib/policy';

/**
 * What the organization's audits are judged by, as the command line takes it with `--settings`.
 * `told`: whether it is handed out, and so noted in the activity log.
 */
export async function exportSettingsFile(
  ctx: Context,
  { told }: { told: boolean },
): Promise<PolicySettings> {
  return ctx.store.transaction(async (tx) => {
    const { settings } = await loadSettings(tx, ctx.organization.id);
    if (told) {
      await recordActivity(tx, {
        organizationId: ctx.organization.id,
        actor: ctx.actor.label,
        action: 'exported',
        details: { view: 'rule settings', format: 'json', version: settings.version },
        at: ctx.now(),
      });
    }
    return settings;
  });
}
