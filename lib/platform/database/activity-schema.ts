import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ActivityAction, AuditId, OrganizationId } from '@/lib/domain/core';
import { at } from './columns';

/** An organization's hash chain over its activity: its end, and the anchor before its first entry. */
export const activityChains = pgTable('activity_chains', {
  organizationId: text('organization_id').$type<OrganizationId>().primaryKey(),
  seq: integer('seq').notNull(),
  previousHash: text('previous_hash').notNull(),
  headHash: text('head_hash').notNull(),
  /** The last entry that was deleted after its retention period, or the start of the chain. */
  anchorSeq: integer('anchor_seq').notNull(),
  anchorHash: text('anchor_hash').notNull(),
});

/** Who did what. Append-only. */
export const activity = pgTable(
  'activity',
  {
    id: uuid('id').primaryKey(),
    organizationId: text('organization_id').$type<OrganizationId>().notNull(),
    at: at('at').notNull(),
    actor: text('actor').notNull(),
    action: text('action').$type<ActivityAction>().notNull(),
    auditId: uuid('audit_id').$type<AuditId>(),
    details: jsonb('details').$type<Record<string, string | number | boolean | null>>().notNull(),
    /** Where the request came from; `request_id` is its id. `null` for what Latchkey does by itself. */
    address: text('address'),
    requestId: text('request_id'),
    /** The position in the organization's chain. `null` until `chainOldEntries` has added an old entry. */
    seq: integer('seq'),
    previousHash: text('previous_hash'),
    hash: text('hash'),
  },
  (table) => [
    index('activity_by_organization').on(
      table.organizationId,
      table.at.desc().nullsFirst(),
      table.id,
    ),
    uniqueIndex('activity_by_seq').on(table.organizationId, table.seq),
  ],
);
