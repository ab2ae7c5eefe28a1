import { z } from 'zod';
import { ACCESS_LEVELS, RULE_IDS, SEVERITIES } from '@/lib/domain/core';
import { STAGES } from '@/lib/domain/replacement-plan/stages';
import { findingRowSchema, notAssessedSchema, resolvedFindingSchema } from './rows';

const time = z.iso.datetime();

/**
 * One service token as an audit saw it: Braintrust's fields, then ours.
 * `expires_at`: `null` if the token never expires, absent if Braintrust didn't say.
 */
export const serviceTokenRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  preview_name: z.string(),
  created: time.nullable(),
  expires_at: time.nullable().optional(),
  service_account_id: z.string().nullable(),
  service_account_name: z.string().nullable(),
  org_id: z.string().nullable(),
  access: z.enum(ACCESS_LEVELS),
  projects_reached: z.int().nullable(),
  every_project: z.boolean().nullable(),
  /** Why `access` or `projects_reached` is unknown; `null` if both are known. */
  reach_unknown_why: z.string().nullable(),
  severity: z.enum(SEVERITIES).nullable(),
  findings: z.array(z.enum(RULE_IDS)),
  /** Keys that still exist although this token seems to replace them. */
  supersedes: z.int().nonnegative(),
  /** Marked as created by a self-hosted data plane for itself. */
  automatic: z.boolean(),
  age_days: z.int().nullable(),
  audit_id: z.string(),
});
export type ServiceTokenRow = z.infer<typeof serviceTokenRowSchema>;

/** A service token with its findings and the keys that it seems to replace. */
export const serviceTokenDetailSchema = serviceTokenRowSchema.extend({
  /** What Braintrust sent if it wasn't a usable date; `null`: a usable date, or nothing. */
  created_raw: z.string().nullable(),
  expires_raw: z.string().nullable(),
  finding_details: z.array(findingRowSchema),
  not_assessed: z.array(notAssessedSchema),
  resolved_findings: z.array(resolvedFindingSchema),
  superseded_keys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      preview_name: z.string(),
      user_id: z.string(),
      user_email: z.string().nullable(),
    }),
  ),
  /** Replacement plans that use a token of this name, with the keys that they replace. */
  plans: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      stage: z.enum(STAGES),
      keys: z.array(z.object({ id: z.string(), name: z.string(), holder: z.string() })),
    }),
  ),
});
export type ServiceTokenDetail = z.infer<typeof serviceTokenDetailSchema>;
