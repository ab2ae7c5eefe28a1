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

/*
 * Organizations, and what belongs to one and not to one of its audits.
 */

/** Organizations that somebody has signed in to. */
export const organizations = pgTable('organizations', {
  id: text('id').$type<OrganizationId>().primaryKey(),
  name: text('name').notNull(),
  createdAt: at('created_at').notNull(),
  /** How long finished audits are kept, in days. */
  retentionDays: integer('retention_days').notNull().default(400),
  /** Since when keys may be revoked from here, and who said so; `null`: they may not. */
  revokingEnabledAt: at('revoking_enabled_at'),
  revokingEnabledBy: text('revoking_enabled_by'),
});

/**
 * What organizations were made of, part by part, as audits read it. Named by the hash of its content,
 * so that a part which did not change is stored once, however many audits refer to it.
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
    /** JSON, kept as text: only ever read as a whole. */
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
 * When each finding of an organization was opened, reopened and resolved; `audit_findings` says in
 * which audits it occurs. Only the end of an audit writes dates here, and re-evaluation never moves
 * one, so that settings can be changed and changed back.
 *
 * No foreign key, so `deleteOrganizationData` deletes the rows: checking it took a fourth of the end of
 * a first audit.
 */
export const findings = pgTable(
  'findings',
  {
    organizationId: text('organization_id').$type<OrganizationId>().notNull(),
    id: text('id').notNull(),
    rule: text('rule').$type<RuleId>().notNull(),
    subjectType: text('subject_type').$type<SubjectType>().notNull(),
    subjectId: text('subject_id').notNull(),
    /** As it was when the finding was opened or last resolved. */
    severity: text('severity').$type<Severity>().notNull(),
    openedAt: at('opened_at').notNull(),
    reopenedAt: at('reopened_at'),
    /** `null` while it is open, and while its subject could not be looked at again. */
    resolvedAt: at('resolved_at'),
    /** The audit that resolved it. */
    resolvedBy: uuid('resolved_by').$type<AuditId>(),
    /** Resolutions before `reopened_at`, oldest first. */
    earlier: jsonb('earlier').$type<EarlierResolution[]>().notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);
