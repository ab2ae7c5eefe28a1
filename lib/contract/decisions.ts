import { z } from 'zod';
import {
  EXCEPTION_SCOPES,
  EXCEPTION_STATES,
  RULE_IDS,
  SEVERITIES,
  SUBJECT_TYPES,
  USED_BY,
  VERDICTS,
} from '@/lib/domain/core';
import { MAX_DECISIONS, MAX_REASON_CHARS } from './tables';

const time = z.iso.datetime();
const count = z.int().nonnegative();
/** No control characters, and no halves of surrogate pairs: the database keeps neither. */
const VISIBLE = /^[^\p{Cc}\p{Cs}]*$/u;
const id = z.string().min(1).max(200).regex(VISIBLE);

const days = z.int().min(1).max(36_500);
const several = z.int().min(2).max(100_000);
const words = z.array(z.string().trim().min(1).max(100).regex(VISIBLE)).max(2_000).readonly();

/**
 * Thresholds and words of the rules, in the shape of the settings file: names are those of the file,
 * not snake_case. *Units*: ages and terms in days.
 */
export const ruleSettingsSchema = z.strictObject({
  plan: z.enum(['unknown', 'starter', 'pro', 'enterprise']),
  oldKeyDays: z.strictObject({ low: days, medium: days, high: days }),
  expiresSoonDays: z.strictObject({ low: days, medium: days }),
  severalKeys: z.strictObject({ low: several, medium: several }),
  /** From this age on a service token is old. */
  oldServiceTokenDays: days,
  /** Domains of the company's own e-mail addresses; empty: the rule on outsiders is off. */
  domains: z.array(z.string().trim().min(1).max(253).regex(VISIBLE)).max(1_000).readonly(),
  /** Rules that give no findings, each with the reason why. */
  switchedOff: z.partialRecord(z.enum(RULE_IDS), z.string().trim().min(1).max(500).regex(VISIBLE)),
  /** Service tokens that a self-hosted data plane made for itself, by id. */
  automaticTokens: z.array(id).max(1_000).readonly(),
  /** Rules whose findings all get this severity instead of the rule's own. */
  severityOverrides: z.partialRecord(z.enum(RULE_IDS), z.enum(SEVERITIES)),
  workloadWords: words,
  personWords: words,
  commonWords: words,
  vagueWords: words,
  sharedMailboxWords: words,
});
export type RuleSettings = z.infer<typeof ruleSettingsSchema>;

/** The settings that an organization is judged by. Version 1 are the defaults: nobody saved any. */
export const storedRuleSettingsSchema = z.object({
  version: z.int(),
  settings: ruleSettingsSchema,
  defaults: ruleSettingsSchema,
  changed_at: time.nullable(),
  changed_by: z.string().nullable(),
});
export type StoredRuleSettings = z.infer<typeof storedRuleSettingsSchema>;

/** New settings, and the version that they were made from: a change in between is not overwritten. */
export const saveRuleSettingsSchema = z.strictObject({
  based_on: z.int().min(1).max(2_147_483_647),
  settings: ruleSettingsSchema,
});

export const previewRuleSettingsSchema = z.strictObject({ settings: ruleSettingsSchema });

/** What other settings would do to the newest audit. `audit_id` is `null` where there is none yet. */
export const settingsComparisonSchema = z.object({
  audit_id: z.string().nullable(),
  findings_fewer: count,
  findings_more: count,
  by_rule: z.array(z.object({ rule: z.enum(RULE_IDS), fewer: count, more: count })),
  /** Keys whose verdict would be another one. */
  verdicts: z.array(z.object({ from: z.enum(VERDICTS), to: z.enum(VERDICTS), keys: count })),
});
export type SettingsComparison = z.infer<typeof settingsComparisonSchema>;

/** Who uses a key, as an owner says; `null`: as the rules judge. */
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

/** What was there before, in the shape that takes it back. */
export const previousUsedBySchema = z.object({ previous: z.array(usedByDecisionSchema) });

/** One accepted risk: until when, why, who said so. */
export const exceptionRowSchema = z.object({
  id: z.string(),
  rule: z.enum(RULE_IDS),
  scope: z.enum(EXCEPTION_SCOPES),
  /** With scope `holder` the member: the rule is excepted on whatever they hold. */
  subject_type: z.enum(SUBJECT_TYPES),
  subject_id: z.string(),
  subject_name: z.string(),
  reason: z.string(),
  until: time,
  state: z.enum(EXCEPTION_STATES),
  author: z.string(),
  created_at: time,
  withdrawn_at: time.nullable(),
  withdrawn_by: z.string().nullable(),
});
export type ExceptionRow = z.infer<typeof exceptionRowSchema>;

/** Findings of the newest audit (by id, or a rule on a key), or a rule on a member; why, and until when at most a year ahead. */
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
