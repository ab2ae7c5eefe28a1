import { z } from 'zod';
import {
  EXCEPTION_SCOPES,
  EXCEPTION_STATES,
  RULE_IDS,
  SUBJECT_TYPES,
  USED_BY,
  VERDICTS,
} from '@/lib/domain/core';
import { INVISIBLE, ruleSettingsSchema, VISIBLE } from '@/lib/domain/policy/rule-settings';
import { MAX_DECISIONS, MAX_REASON_CHARS } from './tables';

export { ruleSettingsSchema, type RuleSettings } from '@/lib/domain/policy/rule-settings';

const time = z.iso.datetime();
const count = z.int().nonnegative();
const id = z.string().min(1).max(200).regex(VISIBLE, INVISIBLE);

/** The current settings of an organization. Version 1 means that no one has changed the defaults. */
export const storedRuleSettingsSchema = z.object({
  version: z.int(),
  settings: ruleSettingsSchema,
  defaults: ruleSettingsSchema,
  changed_at: time.nullable(),
  changed_by: z.string().nullable(),
});
export type StoredRuleSettings = z.infer<typeof storedRuleSettingsSchema>;

/** `based_on` is the version that was edited, so that a later change isn't overwritten. */
export const saveRuleSettingsSchema = z.strictObject({
  based_on: z.int().min(1).max(2_147_483_647),
  settings: ruleSettingsSchema,
});

export const previewRuleSettingsSchema = z.strictObject({ settings: ruleSettingsSchema });

/** How other settings would change the latest audit. `audit_id` is `null` if there is none yet. */
export const settingsComparisonSchema = z.object({
  audit_id: z.string().nullable(),
  findings_fewer: count,
  findings_more: count,
  by_rule: z.array(z.object({ rule: z.enum(RULE_IDS), fewer: count, more: count })),
  /** Keys whose verdict would change. */
  verdicts: z.array(z.object({ from: z.enum(VERDICTS), to: z.enum(VERDICTS), keys: count })),
});
export type SettingsComparison = z.infer<typeof settingsComparisonSchema>;

/** An owner's override of who uses a key; `used_by: null` returns to the detected usage. */
const usedByDecisionSchema = z.strictObject({
  key_id: id,
  used_by: z.enum(USED_BY).exclude(['unclear']).nullable(),
  note: z.string().max(MAX_REASON_CHARS),
});
export type UsedByDecision = z.infer<typeof usedByDecisionSchema>;

export const setUsedBySchema = z.strictObject({
  decisions: z
    .array(usedByDecisionSchema.extend({ note: usedByDecisionSchema.shape.note.default('') }))
    .min(1)
    .max(MAX_DECISIONS),
});
export type SetUsedByBody = z.input<typeof setUsedBySchema>;

/** The previous decisions; send them back to undo the change. */
export const previousUsedBySchema = z.object({ previous: z.array(usedByDecisionSchema) });

export const exceptionRowSchema = z.object({
  id: z.string(),
  rule: z.enum(RULE_IDS),
  scope: z.enum(EXCEPTION_SCOPES),
  /** With scope `holder` this is the member, and the exception covers everything they hold. */
  subject_type: z.enum(SUBJECT_TYPES),
  subject_id: z.string(),
  subject_name: z.string(),
  reason: z.string(),
  until: time,
  state: z.enum(EXCEPTION_STATES),
  /** False if the rule flags another kind of subject than the exception covers, so that it has no effect. */
  can_apply: z.boolean(),
  author: z.string(),
  created_at: time,
  withdrawn_at: time.nullable(),
  withdrawn_by: z.string().nullable(),
});
export type ExceptionRow = z.infer<typeof exceptionRowSchema>;

/** How many exceptions are in force, without withdrawn ones. */
export const exceptionsSummarySchema = z.object({
  /** In force and with an effect. */
  active: count,
  /** When the first active one ends. */
  next_ends_at: time.nullable(),
  /** In force without an effect: `can_apply` is false. */
  without_effect: count,
  /** Ended in the last 30 days. */
  ended: count,
});
export type ExceptionsSummary = z.infer<typeof exceptionsSummarySchema>;

/**
 * Each target is a finding of the latest audit (by id, or as a rule on a key) or a rule on a member.
 * `until` is at most `MAX_EXCEPTION_DAYS` ahead.
 */
export const addExceptionsSchema = z.strictObject({
  targets: z
    .array(
      z.union([
        z.strictObject({ finding_id: id }),
        z.strictObject({ rule: z.enum(RULE_IDS), key_id: id }),
        z.strictObject({ rule: z.enum(RULE_IDS), member_id: id }),
      ]),
    )
    .min(1)
    .max(MAX_DECISIONS),
  reason: z.string().trim().min(1).max(MAX_REASON_CHARS),
  until: time,
});
export type AddExceptionsBody = z.input<typeof addExceptionsSchema>;

export const withdrawExceptionsSchema = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(MAX_DECISIONS),
});
