import type { ReplacementDetail, ReplacementRow } from '@/lib/contract';
import { AppError, hasPassed, storableText } from '@/lib/domain/core';
import {
  currentStep,
  planSchema,
  progressOf,
  replacementStateSchema,
  STEP_IDS,
  stageOf,
  stepsOf,
  warningsOf,
  type Plan,
  type PlanProblem,
  type ReplacementState,
  type StepId,
} from '@/lib/domain/replacement-plan';
import type { schema } from '@/lib/platform/database';

export type StoredReplacement = typeof schema.replacements.$inferSelect;

/** A row with its parsed plan and state. */
export type Replacement = { row: StoredReplacement; plan: Plan; state: ReplacementState };

/** Whether plan and state match their schemas. */
export function isReadable(row: StoredReplacement): boolean {
  return (
    planSchema.safeParse(row.plan).success && replacementStateSchema.safeParse(row.state).success
  );
}

/**
 * Parses a stored row.
 * *Errors*: `internal`, which names the plan, if it or its state doesn't match its schema.
 */
export function readStored(row: StoredReplacement): Replacement {
  const plan = planSchema.safeParse(row.plan);
  const state = replacementStateSchema.safeParse(row.state);
  if (plan.success && state.success) return { row, plan: plan.data, state: state.data };
  throw new AppError(
    'internal',
    `Couldn’t read the replacement plan “${row.title}”. Its stored data doesn’t match this version of Latchkey.`,
    {
      message: `replacement ${row.id} is not as its schema says`,
      cause: plan.error ?? state.error,
      details: { unreadablePlan: { id: row.id, title: row.title } },
    },
  );
}

/** The columns derived from plan and state. */
export function columnsOf(plan: Plan, state: ReplacementState) {
  return {
    title: plan.title,
    plan,
    state,
    stage: stageOf(plan, state),
    keysTotal: plan.keys.length,
    keysGone: progressOf(plan, state).keysGone,
  };
}

/** Replaces characters that PostgreSQL can't store in JSON. */
export function storable<T>(value: T): T {
  // The cast is safe: only strings change, and only in characters that no field depends on.
  return JSON.parse(
    JSON.stringify(value, (_name, part: unknown) =>
      typeof part === 'string' ? storableText(part) : part,
    ),
  ) as T;
}

/** The title of a step, as the plan's page shows it. */
export function titleOf(plan: Plan, step: StepId): string {
  return stepsOf(plan, { appUrl: '' }).find(({ id }) => id === step)?.title ?? step;
}

const HOLDERS_NAMED = 5;

export function toWireRow({ row, plan, state }: Replacement, now: Date): ReplacementRow {
  const progress = progressOf(plan, state);
  const current = currentStep(plan, state);
  const holders = new Map(
    plan.keys.map((key) => [key.holder_id, key.holder_name ?? key.holder_email ?? key.holder_id]),
  );
  return {
    id: row.id,
    title: plan.title,
    stage: stageOf(plan, state),
    kind: plan.variant.kind,
    braintrust_plan: plan.variant.braintrust_plan,
    token_name: plan.needs_token ? plan.token_name : null,
    holder_names: [...holders.values()].slice(0, HOLDERS_NAMED),
    holders: holders.size,
    keys: progress.keys,
    keys_gone: progress.keysGone,
    steps: progress.steps,
    steps_done: progress.stepsDone,
    current_step: current,
    current_step_title: current === null ? null : titleOf(plan, current),
    reopened: STEP_IDS.some((id) => state.steps[id].reopened !== null),
    proved: progress.proved,
    warnings: warningsOf(plan, state),
    assignee: row.assignee,
    due: row.due,
    overdue: row.stage !== 'done' && hasPassed(row.due, now),
    checked_at: state.checked_at,
    revision: row.revision,
    created_at: row.createdAt.toISOString(),
    created_by: row.createdBy,
    updated_at: row.updatedAt.toISOString(),
    updated_by: row.updatedBy,
  };
}

export function toWireDetail(
  replacement: Replacement,
  problems: readonly PlanProblem[],
  now: Date,
): ReplacementDetail {
  const { plan, state } = replacement;
  return { ...toWireRow(replacement, now), plan, state, problems: [...problems] };
}
