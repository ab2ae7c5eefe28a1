import {
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { KeyId, OrganizationId } from '@/lib/domain/core';
import type { Stage } from '@/lib/domain/replacement-plan/stages';
import { at } from './columns';
import { organizations } from './organization-schema';

/* Plans that lead from keys to service tokens. They belong to an organization and outlive its audits. */

/** One plan with its state, and who changed it last. */
export const replacements = pgTable(
  'replacements',
  {
    id: uuid('id').primaryKey(),
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    /** Like `planSchema` and `replacementStateSchema` of lib/domain/replacement-plan. */
    plan: jsonb('plan').$type<unknown>().notNull(),
    state: jsonb('state').$type<unknown>().notNull(),
    /** Derived from plan and state, so that lists and the board don't have to compute it. */
    stage: text('stage').$type<Stage>().notNull(),
    keysTotal: integer('keys_total').notNull(),
    keysGone: integer('keys_gone').notNull(),
    assignee: text('assignee'),
    /** The last day to finish the plan, in UTC. */
    due: date('due'),
    /** Increases with every change, so that no one overwrites changes that they haven't seen. */
    revision: integer('revision').notNull(),
    createdAt: at('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    updatedAt: at('updated_at').notNull(),
    updatedBy: text('updated_by').notNull(),
    /** Describes the last change in words. */
    lastChange: text('last_change').notNull(),
  },
  (table) => [
    index('replacements_by_organization').on(
      table.organizationId,
      table.updatedAt.desc().nullsFirst(),
    ),
  ],
);

/** The keys that a plan retires. A key is in at most one plan. */
export const replacementKeys = pgTable(
  'replacement_keys',
  {
    replacementId: uuid('replacement_id')
      .notNull()
      .references(() => replacements.id, { onDelete: 'cascade' }),
    keyId: text('key_id').$type<KeyId>().notNull(),
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.replacementId, table.keyId] }),
    uniqueIndex('replacement_keys_once').on(table.organizationId, table.keyId),
  ],
);
