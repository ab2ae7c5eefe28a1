import { requireAudit, type AuditRow } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { readNextOfPlans } from '@/lib/features/replacements';
import { listToReplace } from '@/lib/features/workloads';
import type { NextStep } from '@/lib/contract';
import type { AccessLevel, RuleId, Verdict } from '@/lib/domain/core';
import { widestAccess } from '@/lib/domain/policy';
import { schema } from '@/lib/platform/database';
import { and, count, countDistinct, eq, sql, type SQL } from '@/lib/platform/database/sql';

/** The overview shows this many steps at most, because a longer list would not be read. */
const MOST_STEPS = 5;
/** The workloads that are looked at, the riskiest first. */
const WORKLOADS_READ = 50;

/**
 * What to do first after an audit, at most five steps: the riskiest workload, keys to revoke, service tokens with
 * owner access, more workloads, and holders to ask. A workload with an open plan stays, because a plan alone
 * lowers no risk; its step continues the plan. Plans that only wait for replies share the last step,
 * if there is room for it.
 * *Errors*: `not-found`.
 */
export async function listNextSteps(ctx: Context, input: { auditId: string }): Promise<NextStep[]> {
  const audit = await requireAudit(ctx, input.auditId);
  const [{ todo, waiting }, revoke, restrict, ask] = await Promise.all([
    stepsToReplace(ctx, audit),
    stepToRevoke(ctx, audit),
    stepToRestrict(ctx, audit),
    stepToAsk(ctx, audit),
  ]);
  const wait: NextStep[] = waiting > 0 ? [{ kind: 'wait-for-holders', plans: waiting }] : [];
  const others = revoke.length + restrict.length + ask.length;
  const [first, ...more] = todo.slice(0, MOST_STEPS - others);
  const steps = [...(first ? [first] : []), ...revoke, ...restrict, ...more, ...ask, ...wait];
  return steps.slice(0, MOST_STEPS);
}

/** Workloads to replace and plans to continue, the riskiest first, and the number of plans that only wait. */
async function stepsToReplace(
  ctx: Context,
  audit: AuditRow,
): Promise<{ todo: ReplaceStep[]; waiting: number }> {
  const workloads = await listToReplace(ctx, { auditId: audit.id, among: WORKLOADS_READ });
  const steps = workloads.flatMap(({ row, unplanned, openPlans }): ReplaceStep[] => {
    const of = { workload_name: row.name, severity: row.severity };
    const plans = openPlans.map(({ id, keys }) => ({
      kind: 'continue-plan' as const,
      replacement_id: id,
      keys: keys.length,
      ...NOT_READ,
      ...of,
      ...accessOf(keys),
    }));
    if (unplanned.length === 0) return plans;
    const key_ids = unplanned.map(({ id }) => id);
    const holders = new Set(unplanned.map(({ holderId }) => holderId)).size;
    const rest = {
      kind: 'replace-workload' as const,
      workload_id: row.id,
      key_ids,
      holders,
      ...of,
      ...accessOf(unplanned),
    };
    return [...plans, rest];
  });
  return withPlans(ctx, firstOfEachPlan(steps));
}

function accessOf(keys: readonly { access: AccessLevel }[]) {
  const access = widestAccess(keys.map((key) => key.access));
  return { access, keys_with_access: keys.filter((key) => key.access === access).length };
}

type ReplaceStep = Extract<NextStep, { kind: 'replace-workload' | 'continue-plan' }>;

/** For a plan that can't be read. Opening it shows an error. */
const NOT_READ = { next: null, reopened: false };

/** A plan that replaces keys of several workloads is listed with the riskiest of them. */
const firstOfEachPlan = (steps: readonly ReplaceStep[]) =>
  steps.filter(
    (step, at) =>
      step.kind !== 'continue-plan' ||
      at ===
        steps.findIndex(
          (other) => other.kind === 'continue-plan' && other.replacement_id === step.replacement_id,
        ),
  );

/** Adds what each plan needs next, and sets aside those that only wait. */
async function withPlans(ctx: Context, steps: readonly ReplaceStep[]) {
  const ids = steps.flatMap((step) => (step.kind === 'continue-plan' ? step.replacement_id : []));
  const plans = ids.length === 0 ? [] : await readNextOfPlans(ctx, ids);
  const todo = steps.flatMap((step): ReplaceStep[] => {
    if (step.kind !== 'continue-plan') return [step];
    const plan = plans.find(({ id }) => id === step.replacement_id);
    if (plan === undefined) return [step];
    return plan.waits ? [] : [{ ...step, next: plan.next, reopened: plan.reopened }];
  });
  return { todo, waiting: steps.length - todo.length };
}

async function stepToRevoke(ctx: Context, audit: AuditRow): Promise<NextStep[]> {
  const { auditKeys } = schema;
  const has = (rule: RuleId) => sql`${rule} = any(${auditKeys.findings})`;
  const [expired, superseded] = [
    has('expired-key-still-listed'),
    has('superseded-by-service-token'),
  ];
  const formerMember = has('holder-not-a-member');
  const countIf = (condition: SQL) =>
    sql<number>`count(*) filter (where ${condition})`.mapWith(Number);
  const [counted] = await ctx.store.db
    .select({
      keys: count(),
      // In the order of `verdictOf`, so that the counts add up.
      expired: countIf(expired),
      superseded: countIf(sql`${superseded} and not ${expired}`),
      former_member: countIf(sql`${formerMember} and not ${superseded} and not ${expired}`),
    })
    .from(auditKeys)
    .where(keysToDo(ctx, audit, 'revoke'));
  if (counted === undefined || counted.keys === 0) return [];
  const { keys, ...reasons } = counted;
  return [{ kind: 'revoke-keys', keys, reasons }];
}

async function stepToAsk(ctx: Context, audit: AuditRow): Promise<NextStep[]> {
  const { auditKeys } = schema;
  const [counted] = await ctx.store.db
    .select({ keys: count(), holders: countDistinct(auditKeys.holderId) })
    .from(auditKeys)
    .where(keysToDo(ctx, audit, 'ask-holder'));
  return counted !== undefined && counted.keys > 0 ? [{ kind: 'ask-holders', ...counted }] : [];
}

const OWNER_TOKEN: RuleId = 'service-token-with-owner-power';

async function stepToRestrict(ctx: Context, audit: AuditRow): Promise<NextStep[]> {
  const { auditFindings } = schema;
  const [found] = await ctx.store.db
    .select({ tokens: countDistinct(auditFindings.subjectId) })
    .from(auditFindings)
    .where(
      and(
        eq(auditFindings.auditId, audit.id),
        eq(auditFindings.rule, OWNER_TOKEN),
        eq(auditFindings.state, 'open'),
      ),
    );
  const tokens = found?.tokens ?? 0;
  return tokens > 0 ? [{ kind: 'restrict-service-tokens', service_tokens: tokens }] : [];
}

/** The keys with this verdict that weren't revoked since an audit listed them. */
function keysToDo(ctx: Context, audit: AuditRow, verdict: Verdict) {
  const { auditKeys, revokedKeys } = schema;
  return and(
    eq(auditKeys.auditId, audit.id),
    eq(auditKeys.verdict, verdict),
    sql`not exists (select from ${revokedKeys} where ${revokedKeys.organizationId} = ${ctx.organization.id}
      and ${revokedKeys.keyId} = ${auditKeys.keyId} and ${revokedKeys.at} > ${auditKeys.lastSeenAt})`,
  );
}
