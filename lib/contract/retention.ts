import { z } from 'zod';
import { RETENTION_DAYS } from './ranges';

const { least, most, rule } = RETENTION_DAYS;
export const changeRetentionSchema = z.strictObject({
  days: z.int(rule).min(least, rule).max(most, rule),
});

/** How long finished audits are kept, and how many the next daily cleanup will delete. */
export const retentionSchema = z.object({ days: z.int(), audits_due: z.int().nonnegative() });
export type Retention = z.infer<typeof retentionSchema>;
