import { z } from 'zod';
import { ACCESS_LEVELS } from '@/lib/domain/core';

/** The most projects, and the most other grants, that one holder's access lists. */
export const MOST_ACCESS_PROJECTS = 200;

const count = z.int().nonnegative();

/**
 * One permission of a holder. `path` lists what passes it on: groups, nearest first, then roles, the
 * granted role first. An empty `path` means that the holder has the grant directly.
 */
export const powerRowSchema = z.object({
  /** As Braintrust spells it; may be one that Latchkey doesn't know. */
  permission: z.string(),
  /** The permission covers only objects of this type; `null`: all types. */
  restrict_object_type: z.string().nullable(),
  object_type: z.string(),
  object_id: z.string(),
  path: z.array(z.object({ kind: z.enum(['group', 'role']), id: z.string(), name: z.string() })),
});
export type PowerRow = z.infer<typeof powerRowSchema>;

/**
 * Effective access of one holder (a member or a service account), with the grants behind it.
 * `unread` lists why parts are unknown; if it isn't empty, `null` in a field means unknown.
 */
export const accessSchema = z.object({
  holder_id: z.string(),
  level: z.enum(ACCESS_LEVELS),
  /** The level proven by what was read; equals `level` unless that is `unknown`. */
  at_least: z.enum(ACCESS_LEVELS).exclude(['unknown']),
  unread: z.array(z.string()),
  /** True if the holder can write grants on the organization, and so can give itself any access. */
  grants_itself: z.boolean().nullable(),
  /** True if a grant covers every project, including future ones. */
  every_project: z.boolean().nullable(),
  projects_reached: count.nullable(),
  /** All projects of the organization that aren't deleted. */
  projects_total: count.nullable(),
  /** `direct`: the holder is in the group itself, not only in one of its member groups. */
  groups: z.array(z.object({ id: z.string(), name: z.string(), direct: z.boolean() })),
  organization_powers: z.array(powerRowSchema),
  every_project_powers: z.array(powerRowSchema),
  /** Every project that the holder reaches, sorted by name; at most `MOST_ACCESS_PROJECTS`. */
  reached: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Projects with grants of their own, beyond the grants on every project. */
  projects: z.array(
    z.object({ id: z.string(), name: z.string(), powers: z.array(powerRowSchema) }),
  ),
  /** How many such projects `projects` omits because of the limit. */
  more_projects: count,
  /** Grants on groups, roles, single objects, and object types that Latchkey doesn't know. */
  other_objects: z.array(powerRowSchema),
  /** How many such grants `other_objects` omits because of the limit. */
  more_objects: count,
  /** The undocumented Braintrust behavior that this result relies on. */
  assumption: z.string(),
});
export type Access = z.infer<typeof accessSchema>;
