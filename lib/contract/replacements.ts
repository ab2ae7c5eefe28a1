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

const time = z.iso.datetime();
const count = z.int().nonnegative();
const keyIds = z.array(z.string().min(1).max(200)).min(1).max(MOST_KEYS);
const revision = z.int().min(1);

/** One plan, as lists show it. */
export const replacementRowSchema = z.object({
  id: z.string(),
  title: z.string(),
  stage: z.enum(STAGES),
  kind: z.enum(KINDS),
  braintrust_plan: z.enum(BRAINTRUST_PLANS),
  /** `null`: no token takes the keys' place. */
  token_name: z.string().nullable(),
  /** The first few; `holders` counts them all. */
  holder_names: z.array(z.string()),
  holders: count,
  keys: count,
  keys_gone: count,
  steps: count,
  steps_done: count,
  current_step: z.enum(STEP_IDS).nullable(),
  /** True where a step that was done is open again. */
  reopened: z.boolean(),
  /** False where a step was confirmed by a person because it cannot be checked. */
  proved: z.boolean(),
  warnings: z.array(z.string()),
  checked_at: time.nullable(),
  revision,
  created_at: time,
  created_by: z.string(),
  updated_at: time,
  updated_by: z.string(),
});
export type ReplacementRow = z.infer<typeof replacementRowSchema>;

/** What is wrong with a plan, or worth a look. */
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

/** One plan, whole. */
export const replacementDetailSchema = replacementRowSchema.extend({
  plan: planSchema,
  state: replacementStateSchema,
  problems: z.array(planProblemSchema),
});
export type ReplacementDetail = z.infer<typeof replacementDetailSchema>;

/** Keys to plan for; what is left out is taken from what the newest audit saw of them. */
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
  /** What the keys' holders can do today, taken together. */
  today: reachTodaySchema,
  /** Projects that can be picked, likely ones first. */
  choices: z.array(z.object({ id: z.string(), name: z.string(), likely: z.boolean() })),
  /** Plans that hold some of the keys already. */
  planned: z.array(z.object({ id: z.string(), title: z.string(), key_ids: z.array(z.string()) })),
});
export type ReplacementSuggestion = z.infer<typeof replacementSuggestionSchema>;

export const createReplacementSchema = z.strictObject({ key_ids: keyIds, plan: planDraftSchema });
export type CreateReplacementBody = z.infer<typeof createReplacementSchema>;

/** `based_on`: the revision that was changed. `key_ids`: left out, the keys stay. */
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
  z.strictObject({ act: z.literal('message-sent'), based_on: revision }),
]);
export type ActOnStepBody = z.infer<typeof actOnStepSchema>;

/** How far the replacements are. */
export const replacementsSummarySchema = z.object({
  stages: z.record(z.enum(STAGES), count),
  plans: count,
  keys: count,
  keys_gone: count,
});
export type ReplacementsSummary = z.infer<typeof replacementsSummarySchema>;
