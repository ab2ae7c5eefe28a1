import type { Context } from '@/lib/features/context';
import type { ReplacementSuggestion, SuggestReplacementBody } from '@/lib/contract';
import { keyId } from '@/lib/domain/core';
import { initialState, projectChoices, suggestPlan } from '@/lib/domain/replacement-plan';
import { problemsOf, readPlanFacts } from './judge-plan';
import { withPlannedNames } from './planned-names';
import { kindOf, plansOf, readKeys } from './read-keys';
import { separatePlans } from './separate-plans';

/**
 * Suggests one plan for these keys, without storing it. Also returns the choices that the holders' access
 * allows, plans that already contain some of the keys, and how to split the keys into one plan per workload.
 * *Errors*: `no-audit`, `not-found`.
 */
export async function suggestReplacement(
  ctx: Context,
  input: SuggestReplacementBody,
): Promise<ReplacementSuggestion> {
  const { db } = ctx.store;
  const { audit, keys } = await readKeys(db, ctx, input.key_ids);
  const planKeys = keys.map(({ key }) => key);
  const facts = await readPlanFacts(db, audit, planKeys);
  const plan = suggestPlan({
    keys: planKeys,
    kind: input.kind ?? kindOf(keys),
    braintrustPlan: input.braintrust_plan ?? 'unknown',
    how: input.how ?? 'ui',
    today: facts.today,
    existing: await withPlannedNames(db, ctx, facts.existing),
  });
  const planned = await plansOf(
    db,
    ctx,
    planKeys.map(({ id }) => keyId(id)),
  );
  return {
    plan,
    problems: problemsOf(plan, initialState(), facts),
    today: facts.today,
    choices: projectChoices(
      planKeys.map(({ name }) => name),
      facts.today,
    ),
    planned: planned.map(({ id, title, keyIds }) => ({ id, title, key_ids: keyIds })),
    separate_plans: await separatePlans(db, audit, keys),
  };
}
