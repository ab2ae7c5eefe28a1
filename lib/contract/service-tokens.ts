import { z } from 'zod';
import { ACCESS_LEVELS, RULE_IDS, SEVERITIES } from '@/lib/domain/core';
import { findingRowSchema, notAssessedSchema, resolvedFindingSchema } from './rows';

const time = z.iso.datetime();

/**
 * One service token as an audit saw it: Braintrust's fields, then ours.
 * `expires_at`: a time; `null` when it never ends; absent when Braintrust did not say.
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
  /** Why its level, or how many projects it reaches, is not known; `null` where both are. */
  reach_unknown_why: z.string().nullable(),
  severity: z.enum(SEVERITIES).nullable(),
  findings: z.array(z.enum(RULE_IDS)),
  /** Keys that still live although this token seems to do their work. */
  supersedes: z.int().nonnegative(),
  /** Marked as one that a self-hosted data plane made for itself. */
  automatic: z.boolean(),
  age_days: z.int().nullable(),
  audit_id: z.string(),
});
export type ServiceTokenRow = z.infer<typeof serviceTokenRowSchema>;

/** A service token with all that was found, and the keys it seems to have taken over from. */
export const serviceTokenDetailSchema = serviceTokenRowSchema.extend({
  /** What Braintrust said instead of a usable date; `null`: it said one, or nothing. */
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
});
export type ServiceTokenDetail = z.infer<typeof serviceTokenDetailSchema>;
