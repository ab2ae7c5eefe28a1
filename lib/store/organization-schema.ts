import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type {
  AuditId,
  ContextPart,
  OrganizationId,
  RuleId,
  Severity,
  SubjectType,
} from '@/lib/core';
import { at } from './columns';

/*
 * What belongs to an organization and not to one of its audits.
 */

/**
 * What organizations were made of, part by part, as audits read it. Named by the hash of its content,
 * so that a part which did not change is stored once, however many audits refer to it.
 */
export const organizationParts = pgTable(
  'organization_parts',
  {
    organizationId: text('organization_id').$type<OrganizationId>().notNull(),
    kind: text('kind').$type<ContextPart>().notNull(),
    hash: text('hash').notNull(),
    /** JSON, kept as text: only ever read as a whole. */
    content: text('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.kind, table.hash] })],
);

const absentFinding = () => ({
  organizationId: text('organization_id').$type<OrganizationId>().notNull(),
  findingId: text('finding_id').notNull(),
  rule: text('rule').$type<RuleId>().notNull(),
  severity: text('severity').$type<Severity>().notNull(),
  subjectType: text('subject_type').$type<SubjectType>().notNull(),
  subjectId: text('subject_id').notNull(),
  subjectName: text('subject_name').notNull(),
  openedAt: at('opened_at').notNull(),
});

/** Findings that an audit saw no more although it looked at their subject. */
export const resolvedFindings = pgTable(
  'resolved_findings',
  {
    ...absentFinding(),
    resolvedAt: at('resolved_at').notNull(),
    /** The audit that resolved it. */
    auditId: uuid('audit_id').$type<AuditId>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.findingId, table.auditId] }),
    index('resolved_findings_by_subject').on(
      table.organizationId,
      table.subjectType,
      table.subjectId,
    ),
  ],
);

/**
 * Findings whose subject the newest audits could not look at: neither open nor resolved. A row goes
 * when an audit finds it again or resolves it.
 */
export const unassessedFindings = pgTable(
  'unassessed_findings',
  { ...absentFinding(), reopenedAt: at('reopened_at') },
  (table) => [primaryKey({ columns: [table.organizationId, table.findingId] })],
);
