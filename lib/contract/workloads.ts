import { z } from 'zod';
import { ACCESS_LEVELS, MAX_WORKLOAD_NAME_CHARS, SEVERITIES } from '@/lib/domain/core';
import { INVISIBLE, VISIBLE } from '@/lib/domain/policy/rule-settings';
import { shownAssignmentSchema } from './assignments';
import { keyRowSchema, planLinkSchema } from './rows';
import { MAX_DECISIONS } from './tables';

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

/** An owner's decision that another workload, or a key, counts as a workload. */
export const workloadDecisionRowSchema = z.object({
  /** The id of the merged workload, or `key:` and the id of a key that was split off. */
  subject: z.string(),
  subject_name: z.string(),
  /** The id of the workload that it counts as. It starts with `split:` if a split created the workload. */
  workload_id: z.string(),
  workload: z.string(),
  author: z.string(),
  at: time,
});
export type WorkloadDecisionRow = z.infer<typeof workloadDecisionRowSchema>;

const ids = z.array(z.string().min(1).regex(VISIBLE, INVISIBLE)).min(1).max(MAX_DECISIONS);

/** The workloads are the same program as `into`. */
export const mergeWorkloadsSchema = z.strictObject({
  workload_ids: ids,
  into: ids.element,
});
export type MergeWorkloadsBody = z.infer<typeof mergeWorkloadsSchema>;

/** The keys become a workload of their own. */
export const splitWorkloadSchema = z.strictObject({
  workload_id: ids.element,
  key_ids: ids,
  name: z.string().trim().min(1).max(MAX_WORKLOAD_NAME_CHARS).regex(VISIBLE, INVISIBLE),
});
export type SplitWorkloadBody = z.infer<typeof splitWorkloadSchema>;

export const withdrawWorkloadDecisionsSchema = z.strictObject({ subjects: ids });

/** A workload with its keys. */
export const workloadDetailSchema = workloadRowSchema.extend({
  /** The first 100 keys, in the order of risk. */
  first_keys: z.array(keyRowSchema),
  /** The keys with the verdict `replace` that no plan contains yet. */
  unplanned_key_ids: z.array(z.string()),
  /** What owners decided about its parts, the latest first. */
  decisions: z.array(workloadDecisionRowSchema),
});
export type WorkloadDetail = z.infer<typeof workloadDetailSchema>;
