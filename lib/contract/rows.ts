import { z } from 'zod';
import {
  ACCESS_LEVELS,
  ACTIVITY_ACTIONS,
  CHANGE_KINDS,
  EXCEPTION_SCOPES,
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
import { STAGES } from '@/lib/domain/replacement-plan/stages';

const time = z.iso.datetime();
/** A replacement plan, as it is now. */
export const planLinkSchema = z.object({
  id: z.string(),
  title: z.string(),
  stage: z.enum(STAGES),
});

const evidence = z.array(z.object({ label: z.string(), value: z.string() }));

/**
 * One API key as an audit knows it: Braintrust's ApiKey fields, then ours.
 * `expires_at`: `null` if the key never expires, absent if Braintrust didn't say.
 * `verdict`, `used_by` and `recommendation`: `null` if the audit didn't see the key.
 * `severity`: `null` if there is no finding.
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
  /** Projects that the holder can reach; `null`: unknown. */
  projects_reached: z.int().nullable(),
  /** True if an owner set who uses the key, against the detected usage. */
  overruled: z.boolean(),
  /** One sentence on what to do, and why. */
  recommendation: z.string().nullable(),
  /** The id of the workload that uses the key, in normalized words; `null`: none, or the name doesn't say. */
  workload: z.string().nullable(),
  /** The key's place in the audit's order of risk, 1 first; `null` if the audit didn't see the key. */
  priority: z.int().positive().nullable(),
  /** The plan that contains the key; `null`: none. */
  replacement: planLinkSchema.nullable(),
  state: z.enum(KEY_STATES),
  /** When Latchkey revoked the key, verified as no longer listed, if no audit has listed it since. */
  revoked_at: time.nullable(),
  age_days: z.int().nullable(),
  exception_until: time.nullable(),
  first_seen_at: time,
  last_seen_at: time,
  audit_id: z.string(),
});
export type KeyRow = z.infer<typeof keyRowSchema>;

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
  /** When an audit found it again after it was resolved; `null`: never. */
  reopened_at: time.nullable(),
  /** The exception that covers it, or the last one that did; if that one ended, `state` is `open`. */
  exception_id: z.string().nullable(),
  exception_until: time.nullable(),
  /** Why it was accepted, by whom, and for what; `null` without an exception. */
  exception_reason: z.string().nullable(),
  exception_author: z.string().nullable(),
  exception_scope: z.enum(EXCEPTION_SCOPES).nullable(),
  audit_id: z.string(),
});
export type FindingRow = z.infer<typeof findingRowSchema>;

/** A finding that an audit no longer found on a subject that it could check. */
export const resolvedFindingSchema = z.object({
  id: z.string(),
  rule: z.enum(RULE_IDS),
  severity: z.enum(SEVERITIES),
  opened_at: time,
  resolved_at: time,
  audit_id: z.string(),
});
export type ResolvedFinding = z.infer<typeof resolvedFindingSchema>;

/** A rule that couldn't be evaluated for a subject, and why. */
export const notAssessedSchema = z.object({
  rule: z.enum(RULE_IDS),
  reason: z.string(),
  /** What Braintrust sent that couldn't be used, if anything. */
  evidence: evidence.optional(),
});
export type NotAssessed = z.infer<typeof notAssessedSchema>;

/** A key with the evidence for its verdict and its history in earlier audits. */
export const keyDetailSchema = keyRowSchema.extend({
  /** What Braintrust sent if it wasn't a usable date; `null`: a usable date, or nothing. */
  created_raw: z.string().nullable(),
  expires_raw: z.string().nullable(),
  /** When the holder (not the key) was last active in Braintrust; `null`: unknown. */
  holder_last_active_at: time.nullable(),
  /** What `workload` is called; `null`: none, or an older version of Latchkey evaluated the audit. */
  workload_name: z.string().nullable(),
  /** The other keys of the same workload to replace that no plan contains. One plan covers them with this key. */
  replace_with: z.array(z.string()),
  used_by_signals: evidence,
  not_assessed: z.array(notAssessedSchema),
  finding_details: z.array(findingRowSchema),
  /** Findings that audits up to this one resolved, latest first. */
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

/** One member as an audit knows them, and whether it could read their keys. */
export const memberRowSchema = z.object({
  id: z.string(),
  email: z.string().nullable(),
  given_name: z.string().nullable(),
  family_name: z.string().nullable(),
  state: z.enum(MEMBER_STATES),
  reason: z.enum(MEMBER_REASONS).nullable(),
  via: z.enum(VIAS).nullable(),
  /** Keys listed in this audit; `null` if the member isn't audited. */
  keys: z.int().nullable(),
  keys_to_replace: z.int(),
  access: z.enum(ACCESS_LEVELS),
  /** Projects that the member can reach; `null`: unknown. */
  projects_reached: z.int().nullable(),
  /** True if a grant covers every project, including future ones; `null`: unknown. */
  every_project: z.boolean().nullable(),
  /** `null`: unknown. */
  owner: z.boolean().nullable(),
  roster: z.enum(ROSTER_STATES),
  /** Rules with open findings on the member itself, not on their keys. */
  findings: z.array(z.enum(RULE_IDS)),
  /** True if a short page of the member's key list was taken as the last one; `null`: not recorded. */
  list_ended_early: z.boolean().nullable(),
  /** When the person (not a key) was last active in Braintrust; `null`: unknown. */
  last_active_at: time.nullable(),
  audited_at: time.nullable(),
  /**
   * When an audit last requested the member's keys, whatever the outcome; a follow-up carries it over. `null`: not
   * yet, or not recorded.
   */
  attempted_at: time.nullable(),
  audit_id: z.string(),
  /** A service account isn't a person, so no member count includes it. */
  kind: z.enum(MEMBER_KINDS),
});
export type MemberRow = z.infer<typeof memberRowSchema>;

export const memberDetailSchema = memberRowSchema.extend({
  /** Findings on the member itself, not on their keys. */
  finding_details: z.array(findingRowSchema),
  /** Findings that audits up to this one resolved, latest first. */
  resolved_findings: z.array(resolvedFindingSchema),
});
export type MemberDetail = z.infer<typeof memberDetailSchema>;

/** A key that is new, gone or changed since another audit, by default the previous one. */
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

/** A page of changes. `counts` are those of all pages; `null` without a previous audit. */
export const changesSchema = z.object({
  objects: z.array(changeRowSchema),
  counts: z.record(z.enum(CHANGE_KINDS), z.int().nonnegative()).nullable(),
});
export type Changes = z.infer<typeof changesSchema>;

/** One entry of the activity log. */
export const activityRowSchema = z.object({
  id: z.string(),
  at: time,
  actor: z.string(),
  /** The actor's full name in the latest audit; `null`: unknown. */
  actor_name: z.string().nullable(),
  action: z.enum(ACTIVITY_ACTIONS),
  audit_id: z.string().nullable(),
  /** Address and `X-Request-Id` of the request; `null` if Latchkey acted by itself. */
  address: z.string().nullable(),
  request_id: z.string().nullable(),
  /** Position in the organization's hash chain, and SHA-256 of this and of the previous entry. */
  seq: z.number().nullable(),
  hash: z.string().nullable(),
  previous_hash: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type ActivityRow = z.infer<typeof activityRowSchema>;
