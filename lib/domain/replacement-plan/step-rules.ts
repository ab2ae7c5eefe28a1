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
    return `Groups for single projects require the Enterprise plan. On ${PLAN_NAMES[braintrust_plan]}, you set permissions on the token itself.`;
  }
  if (plan.needs_token || !NEEDS_TOKEN.has(step)) return null;
  if (kind === 'person' && step === 'swap-secret') return null;
  return kind === 'person'
    ? 'The holder signs in instead, so no token is needed.'
    : 'No token replaces these keys.';
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
  'Permissions are set on the token itself, and Braintrust’s API may not show them. If so, check the token’s access in Braintrust settings; the plan stays unverified.';

export const PLAN_NAMES: Record<Plan['variant']['braintrust_plan'], string> = {
  enterprise: 'Enterprise',
  pro: 'Pro',
  starter: 'Starter',
  unknown: 'an unknown plan',
};
