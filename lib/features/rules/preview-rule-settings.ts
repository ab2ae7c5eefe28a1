import {
  findLatestAudit,
  loadSnapshot,
  loadDecisions,
  loadSettings,
  observedAt,
} from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { RuleSettings, SettingsComparison } from '@/lib/contract';
import { lockJudgement } from '@/lib/features/organizations';
import { compareEvaluations, evaluate } from '@/lib/domain/policy';

/** Compares the latest audit's results under these settings with those under the stored ones. Writes nothing. */
export async function previewRuleSettings(
  ctx: Context,
  input: { settings: RuleSettings },
): Promise<SettingsComparison> {
  return ctx.store.transaction(async (tx) => {
    // The lock keeps settings and decisions from changing during the comparison.
    await lockJudgement(tx, ctx.organization.id);
    const stored = await loadSettings(tx, ctx.organization.id);
    const draft = { ...input.settings, version: stored.settings.version };
    const audit = await findLatestAudit(ctx, tx);
    const now = audit && observedAt(audit);
    if (audit === null || now === null) return NO_AUDIT;
    const snapshot = await loadSnapshot(tx, audit);
    const decisions = await loadDecisions(tx, ctx.organization.id);
    const at = { now, today: ctx.now() };
    const compared = compareEvaluations(
      evaluate(snapshot, stored.settings, decisions, at),
      evaluate(snapshot, draft, decisions, at),
    );
    return {
      audit_id: audit.id,
      findings_fewer: compared.findingsFewer,
      findings_more: compared.findingsMore,
      by_rule: [...compared.byRule],
      verdicts: [...compared.verdicts],
    };
  });
}

const NO_AUDIT: SettingsComparison = {
  audit_id: null,
  findings_fewer: 0,
  findings_more: 0,
  by_rule: [],
  verdicts: [],
};
