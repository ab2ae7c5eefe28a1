import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type {
  AuditId,
  ContextPart,
  OrganizationId,
  RuleId,
  Severity,
  SubjectType,
} from '@/lib/domain/core';
import { at } from './columns';

/* Organizations, and data that belongs to an organization instead of one of its audits. */

/** Organizations that someone has signed in to. */
export const organizations = pgTable('organizations', {
  id: text('id').$type<OrganizationId>().primaryKey(),
  name: text('name').notNull(),
  createdAt: at('created_at').notNull(),
  /** How many days finished audits are kept. */
  retentionDays: integer('retention_days').notNull().default(400),
  /** Since when keys may be revoked from Latchkey, and who allowed it. `null` if they may not. */
  revokingEnabledAt: at('revoking_enabled_at'),
  revokingEnabledBy: text('revoking_enabled_by'),
});

/**
 * Parts of organizations as audits read them. The content's hash is part of the primary key, so an
 * unchanged part is stored once for all audits.
 */
export const organizationParts = pgTable(
  'organization_parts',
  {
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<ContextPart>().notNull(),
    hash: text('hash').notNull(),
    /** JSON as text, because it is only read as a unit. */
    content: text('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.kind, table.hash] })],
);

/** One time that a finding was resolved before it was reopened. Times are ISO 8601. */
export type EarlierResolution = {
  severity: Severity;
  reopened_at: string | null;
  resolved_at: string;
  audit_id: string;
};

/**
 * When each finding of an organization was opened, reopened and resolved. `audit_findings` shows in which
 * audits it occurs. Dates are only written at the end of an audit. Re-evaluation never moves one, so
 * settings can be changed and changed back.
 *
 * There is no foreign key, because checking it took a quarter of the time to finish a first audit. So
 * `deleteOrganizationData` deletes the rows.
 */
export const findings = pgTable(
  'findings',
  {
    organizationId: text('organization_id').$type<OrganizationId>().notNull(),
    id: text('id').notNull(),
    rule: text('rule').$type<RuleId>().notNull(),
    subjectType: text('subject_type').$type<SubjectType>().notNull(),
    subjectId: text('subject_id').notNull(),
    /** The severity when the finding was opened or last resolved. */
    severity: text('severity').$type<Severity>().notNull(),
    openedAt: at('opened_at').notNull(),
    reopenedAt: at('reopened_at'),
    /** `null` while the finding is open, and while its subject couldn't be checked again. */
    resolvedAt: at('resolved_at'),
    /** The audit that resolved it. */
    resolvedBy: uuid('resolved_by').$type<AuditId>(),
    /** The resolutions before `reopened_at`, oldest first. */
    earlier: jsonb('earlier').$type<EarlierResolution[]>().notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);
