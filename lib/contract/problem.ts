import { z } from 'zod';
import { planProblemSchema } from './replacements';

/**
 * What every error answers with, as `application/problem+json`.
 * *Source*: RFC 9457. `code` is one of our error codes; `request_id` stands in the log too.
 */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  request_id: z.string(),
  /** With `audit-running`: the audit under way; with `audit-not-finished`: one to take instead. */
  audit_id: z.string().optional(),
  /** Only with `changed-meanwhile`: the version stored now, who changed it, when, and what of it. */
  changed: z
    .object({
      version: z.int(),
      by: z.string().nullable(),
      at: z.iso.datetime().nullable(),
      what: z.string().optional(),
    })
    .optional(),
  /** Only with a plan that was refused: what is wrong with it, field by field. */
  problems: z.array(planProblemSchema).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
