import { z } from 'zod';
import { ACCESS_LEVELS } from '@/lib/domain/core';

/** The most projects, and the most other grants, that the reach of one holder lists. */
export const MOST_ACCESS_PROJECTS = 200;

const count = z.int().nonnegative();

/**
 * One thing that a holder may do. `path` is how it comes to them: groups, nearest first, then roles,
 * granted first; empty: granted to them directly.
 */
export const powerRowSchema = z.object({
  /** Braintrust's word, known or not. */
  permission: z.string(),
  /** Only objects of this type; `null`: all. */
  restrict_object_type: z.string().nullable(),
  /** What it was granted on. */
  object_type: z.string(),
  object_id: z.string(),
  path: z.array(z.object({ kind: z.enum(['group', 'role']), id: z.string(), name: z.string() })),
});
export type PowerRow = z.infer<typeof powerRowSchema>;

/**
 * What one holder, a member or a service account, can reach, and by which grants.
 * `unread` says why parts are not known; where it is not empty, `null` is "not known".
 */
export const accessSchema = z.object({
  holder_id: z.string(),
  level: z.enum(ACCESS_LEVELS),
  /** What is certain from what was read. */
  at_least: z.enum(ACCESS_LEVELS).exclude(['unknown']),
  unread: z.array(z.string()),
  /** Can write grants on the organization, so can give itself anything. */
  grants_itself: z.boolean().nullable(),
  /** Some power on every project, future ones included. */
  every_project: z.boolean().nullable(),
  projects_reached: count.nullable(),
  /** Undeleted projects that there are. */
  projects_total: count.nullable(),
  /** `direct`: they stand in the group themselves, and not only in one of its member groups. */
  groups: z.array(z.object({ id: z.string(), name: z.string(), direct: z.boolean() })),
  organization_powers: z.array(powerRowSchema),
  every_project_powers: z.array(powerRowSchema),
  /** Projects that are reached in any way, by name; so many are listed at most. */
  reached: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Projects with powers of their own, beyond those on every project. */
  projects: z.array(
    z.object({ id: z.string(), name: z.string(), powers: z.array(powerRowSchema) }),
  ),
  /** Such projects that are left out, since there are too many to list. */
  more_projects: count,
  /** Grants on groups, roles, single objects, and on types that are not known here. */
  other_objects: z.array(powerRowSchema),
  /** Such grants that are left out. */
  more_objects: count,
  /** What this rests on that Braintrust does not document. */
  assumption: z.string(),
});
export type Access = z.infer<typeof accessSchema>;
