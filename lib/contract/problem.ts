import { z } from 'zod';
import { planProblemSchema } from './replacements';

/**
 * The body of every error response, as `application/problem+json`. `code` is one of `ERROR_CODES`;
 * `request_id` is also in the log. *Source*: RFC 9457.
 */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  request_id: z.string(),
  /** With `audit-running`: the running audit. With `audit-not-finished`: one to use instead. */
  audit_id: z.string().optional(),
  /** Only with `changed-meanwhile`: the stored version, who changed it, when, and what changed. */
  changed: z
    .object({
      version: z.int(),
      by: z.string().nullable(),
      at: z.iso.datetime().nullable(),
      what: z.string().optional(),
    })
    .optional(),
  /** Only for a plan that was refused: what is wrong with it, by field. */
  problems: z.array(planProblemSchema).optional(),
  /** Only if a stored replacement plan can't be read: which one. It can still be deleted. */
  unreadable_plan: z.object({ id: z.string(), title: z.string() }).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
