import type { Context } from '@/lib/features/context';
import type { ReplacementSuggestion, SuggestReplacementBody } from '@/lib/contract';
import { keyId } from '@/lib/domain/core';
import { initialState, projectChoices, suggestPlan } from '@/lib/domain/replacement-plan';
import { problemsOf, readPlanFacts } from './judge-plan';
import { kindOf, plansOf, readKeys } from './read-keys';

/**
 * Suggests a plan for these keys, without storing it. Also returns the choices that the holders' access
 * allows, and plans that already contain some of the keys.
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
    existing: facts.existing,
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
  };
}
