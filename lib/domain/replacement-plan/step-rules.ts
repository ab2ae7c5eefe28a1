import { usesGroup, type Plan } from './plan';
import { STEP_IDS, type CheckId, type StepId } from './state';

type Shape = Pick<Plan, 'variant' | 'needs_token'>;

/** The order of the steps for this plan. For a former member, revoking the keys comes first. */
export function stepOrder(plan: Shape): readonly StepId[] {
  if (plan.variant.kind !== 'leaver') return STEP_IDS;
  const first: StepId[] = ['revoke-keys', 'check-gone'];
  return [...first, ...STEP_IDS.filter((id) => !first.includes(id))];
}

/** Why this plan doesn't need a step. `null`: it does. */
export function whyNotNeeded(plan: Shape, step: StepId): string | null {
  const { kind, braintrust_plan } = plan.variant;
  if (step === 'permission-group' && plan.needs_token && !usesGroup(plan)) {
    return `Groups for single projects need the Enterprise plan. On ${PLAN_NAMES[braintrust_plan]} the token’s permissions are set on the token itself.`;
  }
  if (plan.needs_token || !NEEDS_TOKEN.has(step)) return null;
  if (kind === 'person' && step === 'swap-secret') return null;
  return kind === 'person'
    ? 'A person signs in; no token takes the key’s place.'
    : 'Nothing takes the place of these keys.';
}

/** The steps that this plan needs, in order. */
export function activeSteps(plan: Shape): StepId[] {
  return stepOrder(plan).filter((step) => whyNotNeeded(plan, step) === null);
}

/** What an audit must see before this step is done. Empty: audits can't check it. */
export function checksOf(plan: Shape, step: StepId): readonly CheckId[] {
  switch (step) {
    case 'permission-group':
      return ['group-seen'];
    case 'service-token':
      return ['token-seen'];
    case 'check-token':
      return usesGroup(plan)
        ? ['token-seen', 'group-matches', 'reach-as-planned']
        : ['token-seen', 'reach-as-planned'];
    case 'check-gone':
      return ['old-key-gone'];
    case 'ask-holder':
    case 'choose-projects':
    case 'swap-secret':
    case 'revoke-keys':
      return [];
  }
}

/** All checks that this plan needs. */
export function checksOfPlan(plan: Shape): CheckId[] {
  return [...new Set(activeSteps(plan).flatMap((step) => checksOf(plan, step)))];
}

const NEEDS_TOKEN: ReadonlySet<StepId> = new Set([
  'choose-projects',
  'permission-group',
  'service-token',
  'swap-secret',
  'check-token',
]);

/** Shown for plans whose token may have permissions of its own. */
export const REACH_NOT_SHOWN =
  'The permissions sit on the token itself, and Braintrust’s API may not show those. Then the token’s reach cannot be checked from here: you compare it on the settings page, and the plan says that it is not proved, also when it is done.';

export const PLAN_NAMES: Record<Plan['variant']['braintrust_plan'], string> = {
  enterprise: 'Enterprise',
  pro: 'Pro',
  starter: 'Starter',
  unknown: 'a plan not named yet',
};
