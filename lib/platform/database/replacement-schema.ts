import {
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
import { at } from './columns';
import { organizations } from './organization-schema';

/*
 * Plans that lead from keys to service tokens. They belong to an organization and outlive its audits.
 */

/** One plan, its state and who changed it last. */
export const replacements = pgTable(
  'replacements',
  {
    id: uuid('id').primaryKey(),
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    /** As `planSchema` and `replacementStateSchema` of lib/domain/replacement-plan have them. */
    plan: jsonb('plan').$type<unknown>().notNull(),
    state: jsonb('state').$type<unknown>().notNull(),
    /** What follows from plan and state, for lists: the board's column and its place there. */
    stage: text('stage').notNull(),
    keysTotal: integer('keys_total').notNull(),
    keysGone: integer('keys_gone').notNull(),
    /** Goes up with every change, so that nobody overwrites what they have not seen. */
    revision: integer('revision').notNull(),
    createdAt: at('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    updatedAt: at('updated_at').notNull(),
    updatedBy: text('updated_by').notNull(),
    /** What the last change was of, in words. */
    lastChange: text('last_change').notNull(),
  },
  (table) => [
    index('replacements_by_organization').on(
      table.organizationId,
      table.updatedAt.desc().nullsFirst(),
    ),
  ],
);

/** Which keys a plan retires. A key is in one plan at the most. */
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
