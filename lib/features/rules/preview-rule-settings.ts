import {
  evaluateAudit,
  findLatestAudit,
  inTurns,
  observedAt,
  type AuditRow,
} from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { RuleSettings, SettingsComparison } from '@/lib/contract';
import { compareEvaluations, evaluate, summarize } from '@/lib/domain/policy';

/**
 * Compares the latest audit's results under these settings with those under the stored ones. Writes nothing, and keeps
 * no one waiting while it compares.
 */
export async function previewRuleSettings(
  ctx: Context,
  input: { settings: RuleSettings },
): Promise<SettingsComparison> {
  const audit = await findLatestAudit(ctx);
  const now = audit && observedAt(audit);
  if (audit === null || now === null) return NO_AUDIT;
  const at = { now, today: ctx.now() };
  const { snapshot, judgement, summary } = await evaluateStored(ctx, audit, at);
  // If the audit was deleted while its keys were read, some are missing.
  if ((await findLatestAudit(ctx))?.id !== audit.id) return previewRuleSettings(ctx, input);
  const settings = { ...input.settings, version: judgement.settings.version };
  const changed = await inTurns(evaluate(snapshot, settings, judgement.decisions, at));
  const compared = await inTurns(compareEvaluations(summary, await inTurns(summarize(changed))));
  return {
    audit_id: audit.id,
    findings_fewer: compared.findingsFewer,
    findings_more: compared.findingsMore,
    by_rule: [...compared.byRule],
    verdicts: [...compared.verdicts],
  };
}

/** Evaluates by the stored settings. It's a function of its own so that only the summary stays in memory. */
async function evaluateStored(ctx: Context, audit: AuditRow, at: { now: Date; today: Date }) {
  const { snapshot, judgement, evaluation } = await evaluateAudit(ctx.store.db, audit, at);
  return { snapshot, judgement, summary: await inTurns(summarize(evaluation)) };
}

const NO_AUDIT: SettingsComparison = {
  audit_id: null,
  findings_fewer: 0,
  findings_more: 0,
  by_rule: [],
  verdicts: [],
};
