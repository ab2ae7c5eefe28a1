import { z } from 'zod';
import {
  ACCESS_LEVELS,
  ACTIVITY_ACTIONS,
  CHANGE_KINDS,
  FINDING_STATES,
  KEY_STATES,
  MEMBER_REASONS,
  MEMBER_STATES,
  ROSTER_STATES,
  RULE_IDS,
  SEVERITIES,
  SUBJECT_TYPES,
  USED_BY,
  VERDICTS,
  VIAS,
} from '@/lib/core';

const time = z.iso.datetime();
const evidence = z.array(z.object({ label: z.string(), value: z.string() }));

/**
 * One API key as the latest audit knows it: Braintrust's ApiKey fields, then ours.
 * `expires_at`: a time; `null` when it never ends; absent when Braintrust did not say.
 * `verdict`, `used_by` and `recommendation` are `null` for a key that was not seen.
 * `severity` is `null` when there is no finding.
 */
export const keyRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  preview_name: z.string(),
  created: time.nullable(),
  expires_at: time.nullable().optional(),
  user_id: z.string(),
  user_email: z.string().nullable(),
  user_given_name: z.string().nullable(),
  user_family_name: z.string().nullable(),
  org_id: z.string().nullable(),
  verdict: z.enum(VERDICTS).nullable(),
  used_by: z.enum(USED_BY).nullable(),
  severity: z.enum(SEVERITIES).nullable(),
  findings: z.array(z.enum(RULE_IDS)),
  access: z.enum(ACCESS_LEVELS),
  recommendation: z.string().nullable(),
  state: z.enum(KEY_STATES),
  age_days: z.int().nullable(),
  exception_until: time.nullable(),
  first_seen_at: time,
  last_seen_at: time,
  audit_id: z.string(),
});
export type KeyRow = z.infer<typeof keyRowSchema>;

/** What one rule found on one subject, with its evidence. */
export const findingRowSchema = z.object({
  id: z.string(),
  rule: z.enum(RULE_IDS),
  severity: z.enum(SEVERITIES),
  subject_type: z.enum(SUBJECT_TYPES),
  subject_id: z.string(),
  subject_name: z.string(),
  evidence,
  state: z.enum(FINDING_STATES),
  exception_until: time.nullable(),
  audit_id: z.string(),
});
export type FindingRow = z.infer<typeof findingRowSchema>;

/** A key with all that speaks for its verdict, and what earlier audits saw of it. */
export const keyDetailSchema = keyRowSchema.extend({
  used_by_signals: evidence,
  not_assessed: z.array(z.object({ rule: z.enum(RULE_IDS), reason: z.string() })),
  finding_details: z.array(findingRowSchema),
  history: z.array(
    z.object({
      audit_id: z.string(),
      finished_at: time,
      state: z.enum(KEY_STATES),
      verdict: z.enum(VERDICTS).nullable(),
    }),
  ),
});
export type KeyDetail = z.infer<typeof keyDetailSchema>;

/** One member as the latest audit knows them, and whether it could look at their keys. */
export const memberRowSchema = z.object({
  id: z.string(),
  email: z.string().nullable(),
  given_name: z.string().nullable(),
  family_name: z.string().nullable(),
  state: z.enum(MEMBER_STATES),
  reason: z.enum(MEMBER_REASONS).nullable(),
  via: z.enum(VIAS).nullable(),
  /** Keys listed in this audit; `null` while the member is not audited. */
  keys: z.int().nullable(),
  keys_to_replace: z.int(),
  access: z.enum(ACCESS_LEVELS),
  /** `null`: could not be told. */
  owner: z.boolean().nullable(),
  roster: z.enum(ROSTER_STATES),
  audited_at: time.nullable(),
  audit_id: z.string(),
});
export type MemberRow = z.infer<typeof memberRowSchema>;

/** A key that is new, gone or changed since the audit before. */
export const changeRowSchema = z.object({
  key_id: z.string(),
  kind: z.enum(CHANGE_KINDS),
  name: z.string(),
  preview_name: z.string(),
  user_id: z.string(),
  user_email: z.string().nullable(),
  fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
});
export type ChangeRow = z.infer<typeof changeRowSchema>;

/** One act of a person or of Latchkey itself. */
export const activityRowSchema = z.object({
  id: z.string(),
  at: time,
  actor: z.string(),
  action: z.enum(ACTIVITY_ACTIONS),
  audit_id: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type ActivityRow = z.infer<typeof activityRowSchema>;
