import { z } from 'zod';
import {
  ACCESS_LEVELS,
  ACTIVITY_ACTIONS,
  CHANGE_KINDS,
  FINDING_STATES,
  KEY_STATES,
  MEMBER_KINDS,
  MEMBER_REASONS,
  MEMBER_STATES,
  ROSTER_STATES,
  RULE_IDS,
  SEVERITIES,
  SUBJECT_TYPES,
  USED_BY,
  VERDICTS,
  VIAS,
} from '@/lib/domain/core';

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
  /** Projects that the holder reaches in any way; `null`: not known. */
  projects_reached: z.int().nullable(),
  /** True where an owner said who uses it, against what the rules would say. */
  overruled: z.boolean(),
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
  /** When an audit first found it. */
  opened_at: time,
  /** When an audit found it again after it had been resolved; `null`: never. */
  reopened_at: time.nullable(),
  /** The exception that covers it, or the last one that did and has ended: then it is open. */
  exception_id: z.string().nullable(),
  exception_until: time.nullable(),
  audit_id: z.string(),
});
export type FindingRow = z.infer<typeof findingRowSchema>;

/** A finding that an audit saw no more, on a subject that it could look at. */
export const resolvedFindingSchema = z.object({
  id: z.string(),
  rule: z.enum(RULE_IDS),
  severity: z.enum(SEVERITIES),
  opened_at: time,
  resolved_at: time,
  /** The audit that resolved it. */
  audit_id: z.string(),
});
export type ResolvedFinding = z.infer<typeof resolvedFindingSchema>;

/** What a rule could not decide about a subject, and why. */
export const notAssessedSchema = z.object({
  rule: z.enum(RULE_IDS),
  reason: z.string(),
  /** What Braintrust sent that could not be used; absent: nothing. */
  evidence: evidence.optional(),
});
export type NotAssessed = z.infer<typeof notAssessedSchema>;

/** A key with all that speaks for its verdict, and what earlier audits saw of it. */
export const keyDetailSchema = keyRowSchema.extend({
  /** What Braintrust said instead of a usable date; `null`: it said one, or nothing. */
  created_raw: z.string().nullable(),
  expires_raw: z.string().nullable(),
  /** When the holder themselves, not the key, was last active in Braintrust; `null`: unknown. */
  holder_last_active_at: time.nullable(),
  used_by_signals: evidence,
  not_assessed: z.array(notAssessedSchema),
  finding_details: z.array(findingRowSchema),
  /** What audits up to this one resolved, the newest first. */
  resolved_findings: z.array(resolvedFindingSchema),
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
  /** Projects reached in any way; `null`: not known. */
  projects_reached: z.int().nullable(),
  /** Some power on every project, future ones included; `null`: not known. */
  every_project: z.boolean().nullable(),
  /** `null`: could not be told. */
  owner: z.boolean().nullable(),
  roster: z.enum(ROSTER_STATES),
  /** A short page of the member's key list was taken for its last one; `null`: not noted. */
  list_ended_early: z.boolean().nullable(),
  /** When the person themselves, not a key, was last active in Braintrust; `null`: unknown. */
  last_active_at: time.nullable(),
  audited_at: time.nullable(),
  audit_id: z.string(),
  /** A service account is no person, so in none of the counts of members. */
  kind: z.enum(MEMBER_KINDS),
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
  /** Where the request came from, and its `X-Request-Id`; `null` for what Latchkey does by itself. */
  address: z.string().nullable(),
  request_id: z.string().nullable(),
  /** Place in the organization's hash chain, SHA-256 of this entry, and that of the one before. */
  seq: z.number().nullable(),
  hash: z.string().nullable(),
  previous_hash: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type ActivityRow = z.infer<typeof activityRowSchema>;
