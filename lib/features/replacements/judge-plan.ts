import { findLatestAudit, readAccess, type AuditRow } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { memberId } from '@/lib/domain/core';
import { projectPowers } from '@/lib/domain/organization';
import {
  reachToday,
  sameName,
  validatePlan,
  type ExistingNames,
  type Plan,
  type PlanKey,
  type PlanProblem,
  type ReachToday,
  type ReplacementState,
} from '@/lib/domain/replacement-plan';
import type { Database, Transaction } from '@/lib/platform/database';

/** Facts from the latest audit that a plan depends on. */
export type PlanFacts = {
  today: ReachToday;
  existing: ExistingNames;
  projectIds: ReadonlySet<string> | null;
};

/** Reads what the keys' holders can reach and which names are taken. */
export async function readPlanFacts(
  db: Database | Transaction,
  audit: AuditRow,
  keys: readonly PlanKey[],
): Promise<PlanFacts> {
  const { context, reachOf } = await readAccess(db, audit);
  const holders = [...new Set(keys.map(({ holder_id }) => memberId(holder_id)))];
  const { groups, projects, serviceTokens } = context;
  return {
    today: reachToday(
      holders.map((holder) => {
        const reach = reachOf(holder);
        return { reach, projects: projectPowers(reach, context, audit.organizationId) };
      }),
    ),
    existing: {
      groups: groups.read
        ? groups.value.filter(({ deleted }) => !deleted).map(({ name }) => name)
        : null,
      accounts: serviceTokens.read
        ? serviceTokens.value.flatMap(({ serviceAccountName }) => serviceAccountName ?? [])
        : null,
      tokens: serviceTokens.read ? serviceTokens.value.map(({ name }) => name) : null,
    },
    projectIds: projects.read
      ? new Set(projects.value.filter(({ deleted }) => !deleted).map(({ id }) => id))
      : null,
  };
}

/** The plan's problems according to the latest audit. */
export async function judgeStoredPlan(
  db: Database | Transaction,
  ctx: Context,
  plan: Plan,
  state: ReplacementState,
): Promise<PlanProblem[]> {
  const audit = await findLatestAudit(ctx, db);
  const facts = audit === null ? null : await readPlanFacts(db, audit, plan.keys);
  return problemsOf(plan, state, facts);
}

/** Like `judgeStoredPlan`, with the facts already read. `null` means that there is no audit. */
export function problemsOf(
  plan: Plan,
  { made: seen }: ReplacementState,
  facts: PlanFacts | null,
): PlanProblem[] {
  const made = {
    group: isOf(seen.group, plan.group_name),
    account: isOf(seen.account, plan.account_name),
    token: isOf(seen.token, plan.token_name),
  };
  if (facts !== null) return validatePlan(plan, { ...facts, made });
  const existing = { groups: null, accounts: null, tokens: null };
  return validatePlan(plan, { today: null, existing, projectIds: null, made });
}

const isOf = (seen: string | null, name: string) => seen !== null && sameName(seen, name);
