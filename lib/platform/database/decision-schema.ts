import { date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type {
  ExceptionScope,
  KeyId,
  OrganizationId,
  RuleId,
  SubjectType,
  UsedBy,
} from '@/lib/domain/core';
import { at } from './columns';
import { organizations } from './organization-schema';

/* Owners' decisions. They belong to an organization and outlive its audits. */

/** Saved rule settings, one row per version. Without rows, the defaults apply as version 1. */
export const ruleSettings = pgTable(
  'rule_settings',
  {
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    /** Like `settingsSchema` of lib/domain/policy, but without the version. */
    settings: jsonb('settings').$type<unknown>().notNull(),
    createdAt: at('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.version] })],
);

/** Owners' overrides of who uses a key. They apply to the key in every audit. */
export const usedByDecisions = pgTable(
  'used_by_decisions',
  {
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    keyId: text('key_id').$type<KeyId>().notNull(),
    usedBy: text('used_by').$type<Exclude<UsedBy, 'unclear'>>().notNull(),
    note: text('note').notNull(),
    author: text('author').notNull(),
    at: at('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.keyId] })],
);

/** Owners' decisions that a workload, or a key, counts as another workload. They apply in every audit. */
export const workloadDecisions = pgTable(
  'workload_decisions',
  {
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    /** The id of a merged workload, or `ownWorkloadId` of a key that was split off. */
    subject: text('subject').notNull(),
    subjectName: text('subject_name').notNull(),
    /** The workload that it counts as; `split:` and a UUID if the split created it. */
    workloadId: text('workload_id').notNull(),
    name: text('name').notNull(),
    author: text('author').notNull(),
    at: at('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.subject] })],
);

/** Who is responsible for a workload, and the last day to replace its keys, in UTC. */
export const workloadAssignments = pgTable(
  'workload_assignments',
  {
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    workloadId: text('workload_id').notNull(),
    assignee: text('assignee'),
    due: date('due'),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.workloadId] })],
);

/** Keys that Latchkey revoked, or found gone when asked to. Each was verified as no longer listed. */
export const revokedKeys = pgTable(
  'revoked_keys',
  {
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    keyId: text('key_id').$type<KeyId>().notNull(),
    at: at('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.keyId] })],
);

/** Risks that owners accepted until a date. Withdrawn ones are kept as a record. */
export const exceptions = pgTable(
  'exceptions',
  {
    id: uuid('id').primaryKey(),
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    rule: text('rule').$type<RuleId>().notNull(),
    scope: text('scope').$type<ExceptionScope>().notNull(),
    /** With scope `holder`, the subject is the member whose keys are meant. */
    subjectType: text('subject_type').$type<SubjectType>().notNull(),
    subjectId: text('subject_id').notNull(),
    subjectName: text('subject_name').notNull(),
    reason: text('reason').notNull(),
    until: at('until').notNull(),
    author: text('author').notNull(),
    createdAt: at('created_at').notNull(),
    withdrawnAt: at('withdrawn_at'),
    withdrawnBy: text('withdrawn_by'),
  },
  (table) => [index('exceptions_by_organization').on(table.organizationId, table.until)],
);
