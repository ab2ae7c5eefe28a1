import { z } from 'zod';
import { MAX_ASSIGNEE_CHARS } from '@/lib/domain/core';
import { INVISIBLE, VISIBLE } from '@/lib/domain/policy/rule-settings';

/** Who is responsible for a plan or workload, and the last day to finish it, in UTC. `null`: not set. */
export const assignmentSchema = z.object({
  assignee: z.string().nullable(),
  due: z.iso.date().nullable(),
});
export type Assignment = z.infer<typeof assignmentSchema>;

/** An assignment as a row shows it. */
export const shownAssignmentSchema = assignmentSchema.extend({
  /** True if the due date has passed and the work isn't done. */
  overdue: z.boolean(),
});

export type ShownAssignment = z.infer<typeof shownAssignmentSchema>;

/** `null` removes the assignee or the due date. */
export const assignSchema = z.strictObject({
  assignee: z.string().trim().min(1).max(MAX_ASSIGNEE_CHARS).regex(VISIBLE, INVISIBLE).nullable(),
  due: z.iso.date().regex(/^2/, 'Choose a date after 1999.').nullable(),
});
