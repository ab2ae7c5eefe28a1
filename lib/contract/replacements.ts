import { z } from 'zod';
import { BRAINTRUST_PLANS } from '@/lib/domain/core';
import {
  HOWS,
  KINDS,
  MOST_KEYS,
  grantSchema,
  planDraftSchema,
  planProjectSchema,
  planSchema,
} from '@/lib/domain/replacement-plan/plan';
import { STAGES } from '@/lib/domain/replacement-plan/stages';
import { replacementStateSchema, STEP_IDS } from '@/lib/domain/replacement-plan/state';
import { shownAssignmentSchema } from './assignments';

const time = z.iso.datetime();
const count = z.int().nonnegative();
const keyIds = z.array(z.string().min(1).max(200)).min(1).max(MOST_KEYS);
const revision = z.int().min(1);

export const replacementRowSchema = z.object({
  id: z.string(),
  title: z.string(),
  stage: z.enum(STAGES),
  kind: z.enum(KINDS),
  braintrust_plan: z.enum(BRAINTRUST_PLANS),
  /** `null`: no token replaces the keys. */
  token_name: z.string().nullable(),
  /** Only the first few; `holders` counts all of them. */
  holder_names: z.array(z.string()),
  holders: count,
  keys: count,
  keys_gone: count,
  steps: count,
  steps_done: count,
  current_step: z.enum(STEP_IDS).nullable(),
  /** The title of the current step, which depends on the plan. */
  current_step_title: z.string().nullable(),
  /** True if a completed step is open again. */
  reopened: z.boolean(),
  /** False if a person confirmed a step that Latchkey can't check. */
  proved: z.boolean(),
  warnings: z.array(z.string()),
  ...shownAssignmentSchema.shape,
  checked_at: time.nullable(),
  revision,
  created_at: time,
  created_by: z.string(),
  updated_at: time,
  updated_by: z.string(),
});
export type ReplacementRow = z.infer<typeof replacementRowSchema>;

/** An error or a warning about a plan. */
export const planProblemSchema = z.object({
  severity: z.enum(['refused', 'missing', 'warning']),
  field: z.string(),
  project_id: z.string().nullable(),
  says: z.string(),
  suggestion: z.string().nullable(),
});

const reachTodaySchema = z.object({
  unknown: z.array(z.string()),
  organization: z.array(grantSchema),
  every_project: z.array(grantSchema),
  projects: z.array(planProjectSchema),
  others: z.array(z.object({ type: z.string(), id: z.string(), grants: z.array(grantSchema) })),
});

export const replacementDetailSchema = replacementRowSchema.extend({
  plan: planSchema,
  state: replacementStateSchema,
  problems: z.array(planProblemSchema),
});
export type ReplacementDetail = z.infer<typeof replacementDetailSchema>;

/** Fields left out are derived from what the latest audit saw of the keys. */
export const suggestReplacementSchema = z.strictObject({
  key_ids: keyIds,
  kind: z.enum(KINDS).optional(),
  braintrust_plan: z.enum(BRAINTRUST_PLANS).optional(),
  how: z.enum(HOWS).optional(),
});
export type SuggestReplacementBody = z.infer<typeof suggestReplacementSchema>;

export const replacementSuggestionSchema = z.object({
  plan: planSchema,
  problems: z.array(planProblemSchema),
  /** The combined access that the keys' holders have today. */
  today: reachTodaySchema,
  /** Projects to choose from, likely ones first. */
  choices: z.array(z.object({ id: z.string(), name: z.string(), likely: z.boolean() })),
  /** Existing plans that already contain some of the keys. */
  planned: z.array(z.object({ id: z.string(), title: z.string(), key_ids: z.array(z.string()) })),
  /** The keys split into one plan for each workload. `workload_id` is `null` for keys that no known workload uses. */
  separate_plans: z.array(
    z.object({
      workload_id: z.string().nullable(),
      name: z.string(),
      key_ids: z.array(z.string()),
    }),
  ),
});
export type ReplacementSuggestion = z.infer<typeof replacementSuggestionSchema>;

export const createReplacementSchema = z.strictObject({ key_ids: keyIds, plan: planDraftSchema });
export type CreateReplacementBody = z.infer<typeof createReplacementSchema>;

/** `based_on` is the revision that was edited. Without `key_ids` the plan keeps its keys. */
export const updateReplacementSchema = z.strictObject({
  based_on: revision,
  key_ids: keyIds.optional(),
  plan: planDraftSchema,
});
export type UpdateReplacementBody = z.infer<typeof updateReplacementSchema>;

const step = z.enum(STEP_IDS);
const note = z.string().max(5000);

export const actOnStepSchema = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('mark-done'),
    based_on: revision,
    step,
    note: note.optional(),
  }),
  z.strictObject({ act: z.literal('go-back'), based_on: revision, step }),
  z.strictObject({ act: z.literal('note'), based_on: revision, step, note }),
  z.strictObject({
    act: z.literal('message-sent'),
    based_on: revision,
    /** The holder who was asked. Without it, all holders of the plan's keys. */
    holder_id: z.string().min(1).max(200).optional(),
  }),
]);
export type ActOnStepBody = z.infer<typeof actOnStepSchema>;

/** Progress of all plans together. */
export const replacementsSummarySchema = z.object({
  stages: z.record(z.enum(STAGES), count),
  plans: count,
  keys: count,
  keys_gone: count,
});
export type ReplacementsSummary = z.infer<typeof replacementsSummarySchema>;
