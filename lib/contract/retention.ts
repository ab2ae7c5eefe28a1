import { z } from 'zod';
import { RETENTION_DAYS } from './retention-days';

export const changeRetentionSchema = z.strictObject({
  days: z.int().min(RETENTION_DAYS.least).max(RETENTION_DAYS.most),
});

/** How long finished audits are kept, and how many the next daily cleanup will delete. */
export const retentionSchema = z.object({ days: z.int(), audits_due: z.int().nonnegative() });
export type Retention = z.infer<typeof retentionSchema>;
