import {
  findLatestAudit,
  inTurns,
  loadSnapshot,
  loadDecisions,
  loadSettings,
  observedAt,
} from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { RuleSettings, SettingsComparison } from '@/lib/contract';
import { lockJudgement } from '@/lib/features/organizations';
import { compareEvaluations, evaluate, type PolicySettings } from '@/lib/domain/policy';

/**
 * Compares the latest audit's results under these settings with those under the stored ones. Writes nothing, and keeps
 * no one waiting while it compares.
 */
export async function previewRuleSettings(
  ctx: Context,
  input: { settings: RuleSettings },
): Promise<SettingsComparison> {
  const loaded = await ctx.store.transaction(async (tx) => {
    // The lock keeps settings and decisions from changing while they are read.
    await lockJudgement(tx, ctx.organization.id);
    const audit = await findLatestAudit(ctx, tx);
    const now = audit && observedAt(audit);
    if (audit === null || now === null) return null;
    return {
      audit,
      at: { now, today: ctx.now() },
      snapshot: await loadSnapshot(tx, audit),
      stored: await loadSettings(tx, ctx.organization.id),
      decisions: await loadDecisions(tx, ctx.organization.id),
    };
  });
  if (loaded === null) return NO_AUDIT;
  const { audit, at, snapshot, stored, decisions } = loaded;
  const under = (settings: PolicySettings) => inTurns(evaluate(snapshot, settings, decisions, at));
  const before = await under(stored.settings);
  const after = await under({ ...input.settings, version: stored.settings.version });
  const compared = await inTurns(compareEvaluations(before, after));
  return {
    audit_id: audit.id,
    findings_fewer: compared.findingsFewer,
    findings_more: compared.findingsMore,
    by_rule: [...compared.byRule],
    verdicts: [...compared.verdicts],
  };
}

const NO_AUDIT: SettingsComparison = {
  audit_id: null,
  findings_fewer: 0,
  findings_more: 0,
  by_rule: [],
  verdicts: [],
};
