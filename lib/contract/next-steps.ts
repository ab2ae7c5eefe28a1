import { z } from 'zod';
import { ACCESS_LEVELS, SEVERITIES } from '@/lib/domain/core';

const count = z.int().positive();
const countOrNone = z.int().nonnegative();

const accessOfKeys = {
  /** The widest access of the step's keys. */
  access: z.enum(ACCESS_LEVELS),
  /** How many of the step's keys have this access. */
  keys_with_access: count,
};

/** One thing to do, with everything that its button needs. */
export const nextStepSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('replace-workload'),
    workload_id: z.string(),
    workload_name: z.string(),
    /** The keys to replace that no plan contains yet. */
    key_ids: z.array(z.string()).min(1),
    holders: count,
    ...accessOfKeys,
    severity: z.enum(SEVERITIES).nullable(),
  }),
  z.object({
    kind: z.literal('continue-plan'),
    replacement_id: z.string(),
    /** The riskiest workload of the plan. */
    workload_name: z.string(),
    /** The keys to replace that the audit still lists. */
    keys: count,
    ...accessOfKeys,
    severity: z.enum(SEVERITIES).nullable(),
    /** The title of the plan's next step. `null`: the plan can't be read. */
    next: z.string().nullable(),
    /** True if a completed step is open again. */
    reopened: z.boolean(),
  }),
  z.object({
    kind: z.literal('revoke-keys'),
    keys: count,
    /** Why the keys are to be revoked. A key counts for the first reason that applies. */
    reasons: z.object({
      expired: countOrNone,
      superseded: countOrNone,
      former_member: countOrNone,
    }),
  }),
  z.object({ kind: z.literal('restrict-service-tokens'), service_tokens: count }),
  z.object({ kind: z.literal('ask-holders'), keys: count, holders: count }),
  /** Plans whose holders were all asked. There is nothing to do until they reply. */
  z.object({ kind: z.literal('wait-for-holders'), plans: count }),
]);
export type NextStep = z.infer<typeof nextStepSchema>;
