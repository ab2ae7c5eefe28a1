import type { ReplacementDetail } from '@/lib/contract';
import { initialState } from '@/lib/domain/replacement-plan/state';
import { aPlan } from '@/lib/domain/replacement-plan/testing/plans';

const AT = '2026-11-20T12:00:00.000Z';

/** A plan as the server sends it. */
export function aDetail(facts: Partial<ReplacementDetail> = {}): ReplacementDetail {
  const plan = facts.plan ?? aPlan();
  return {
    id: 'r-1',
    title: plan.title,
    stage: 'not-started',
    kind: 'workload',
    braintrust_plan: 'enterprise',
    token_name: plan.token_name,
    holder_names: [],
    holders: new Set(plan.keys.map(({ holder_id }) => holder_id)).size,
    keys: plan.keys.length,
    keys_gone: 0,
    steps: 8,
    steps_done: 0,
    current_step: null,
    current_step_title: null,
    reopened: false,
    proved: true,
    warnings: [],
    assignee: null,
    due: null,
    overdue: false,
    checked_at: null,
    revision: 3,
    created_at: AT,
    created_by: 'olga',
    updated_at: AT,
    updated_by: 'olga',
    plan,
    state: initialState(),
    problems: [],
    ...facts,
  };
}
