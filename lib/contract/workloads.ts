import { z } from 'zod';
import { ACCESS_LEVELS, SEVERITIES } from '@/lib/domain/core';
import { shownAssignmentSchema } from './assignments';
import { keyRowSchema, planLinkSchema } from './rows';

const time = z.iso.datetime();
const count = z.int().nonnegative();

/** One program in an audit. It counts all API keys that the program seems to use, of any holder. */
export const workloadRowSchema = z.object({
  id: z.string(),
  /** What the keys are for, as their names say it. */
  name: z.string(),
  /** False for a key whose name doesn't say what it is for. It is a workload of its own. */
  has_purpose: z.boolean(),
  keys: count,
  keys_to_replace: count,
  holders: count,
  /** The widest access of a holder; `unknown`: an unknown holder could have wider access. */
  access: z.enum(ACCESS_LEVELS),
  severity: z.enum(SEVERITIES).nullable(),
  /** An order: 1 is the workload to replace first. */
  priority: z.int().min(1),
  /** When the oldest key was created; `null`: one of the dates is unknown. */
  oldest: time.nullable(),
  /** *Units*: days, at the time of the audit. */
  oldest_age_days: z.int().nullable(),
  /** The latest service token that appears to serve the same purpose; `null`: there is none. */
  service_token_id: z.string().nullable(),
  service_token_name: z.string().nullable(),
  /** The plans that replace some of the keys, as they are now. */
  replacements: z.array(planLinkSchema),
  /** Those of the open plan that is due first. Without an open plan, the workload's own. */
  ...shownAssignmentSchema.shape,
  audit_id: z.string(),
});
export type WorkloadRow = z.infer<typeof workloadRowSchema>;

/** A workload with its keys. */
export const workloadDetailSchema = workloadRowSchema.extend({
  /** The first 100 keys, in the order of risk. */
  first_keys: z.array(keyRowSchema),
  /** The keys with the verdict `replace` that no plan contains yet. */
  unplanned_key_ids: z.array(z.string()),
});
export type WorkloadDetail = z.infer<typeof workloadDetailSchema>;
