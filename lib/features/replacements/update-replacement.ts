import type { Context } from '@/lib/features/context';
import type { ReplacementDetail, UpdateReplacementBody } from '@/lib/contract';
import { keyId } from '@/lib/domain/core';
import { nextState, type Plan, type PlanKey } from '@/lib/domain/replacement-plan';
import type { Transaction } from '@/lib/platform/database';
import { changeReplacement, sameText } from './change-replacement';
import { judgeStoredPlan } from './judge-plan';
import { overtakenBy } from './overtaken-by';
import { putKeys } from './put-keys';
import { readKeys } from './read-keys';
import { refuseProblems } from './refuse-problems';
import { storable, toWireDetail, type Replacement } from './stored-replacement';
import { withRevoked } from './with-revoked';

/**
 * Changes a plan. Steps that depend on the changed fields are reopened.
 * *Errors*: `not-found`; `changed-meanwhile`, with who changed what; `conflict` for a key of another plan, or
 * if the latest audit made the plan invalid; `bad-request` for a new problem in the plan.
 */
export async function updateReplacement(
  ctx: Context,
  input: UpdateReplacementBody & { id: string },
): Promise<ReplacementDetail> {
  const changed = await changeReplacement(
    ctx,
    { id: input.id, basedOn: input.based_on },
    async (tx, current) => {
      const keys =
        input.key_ids === undefined
          ? current.plan.keys
          : await keysOf(tx, ctx, current, input.key_ids);
      const plan: Plan = storable({ ...input.plan, keys });
      if (sameText(plan, current.plan)) return { ...current, what: '' };
      await refuseProblems(
        await judgeStoredPlan(tx, ctx, plan, current.state),
        await judgeStoredPlan(tx, ctx, current.plan, current.state),
        () => overtakenBy(tx, ctx, plan, current.state),
      );
      if (input.key_ids !== undefined && current.row.revision === input.based_on) {
        await putKeys(
          tx,
          ctx,
          current.row.id,
          plan.keys.map(({ id }) => keyId(id)),
        );
      }
      const next = nextState(plan, current.state, {
        type: 'plan-changed',
        before: current.plan,
        by: ctx.actor.label,
        at: ctx.now().toISOString(),
      });
      return {
        plan,
        state: next.ok ? next.state : current.state,
        what: whatChanged(current.plan, plan),
      };
    },
  );
  return toWireDetail(
    await withRevoked(ctx, changed),
    await judgeStoredPlan(ctx.store.db, ctx, changed.plan, changed.state),
    ctx.now(),
  );
}

/** Keys that are already in the plan stay unchanged; only new ones are looked up. */
async function keysOf(
  tx: Transaction,
  ctx: Context,
  { plan }: Replacement,
  ids: readonly string[],
): Promise<PlanKey[]> {
  const known = new Map(plan.keys.map((key) => [key.id, key]));
  const added = [...new Set(ids)].filter((id) => !known.has(id));
  const { keys } = added.length === 0 ? { keys: [] } : await readKeys(tx, ctx, added);
  const found = new Map(keys.map(({ key }) => [key.id, key]));
  return [...new Set(ids)].flatMap((id) => known.get(id) ?? found.get(id) ?? []);
}

/** The names of the changed fields, as text. */
function whatChanged(before: Plan, after: Plan): string {
  const fields = (Object.keys(WORDS) as (keyof Plan)[]).filter(
    (field) => !sameText(before[field], after[field]),
  );
  return fields.map((field) => WORDS[field]).join(', ');
}

const WORDS: Record<keyof Plan, string> = {
  keys: 'the keys',
  title: 'the title',
  variant: 'the setup',
  needs_token: 'whether a token is needed',
  used_by: 'the workload',
  stored_in: 'the secret location',
  projects: 'the projects and permissions',
  group_name: 'the group name',
  account_name: 'the account name',
  token_name: 'the token name',
  expiry_days: 'the expiration date',
  variable: 'the variable',
  message: 'the message',
  notes: 'the notes',
};
