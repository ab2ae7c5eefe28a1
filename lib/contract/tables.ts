import {
  ACCESS_LEVELS,
  ACTIVITY_ACTIONS,
  CHANGE_KINDS,
  EXCEPTION_SCOPES,
  EXCEPTION_STATES,
  KEY_STATES,
  MEMBER_KINDS,
  MEMBER_REASONS,
  MEMBER_STATES,
  ROSTER_STATES,
  RULE_IDS,
  SEVERITIES,
  SUBJECT_TYPES,
  USED_BY,
  VERDICTS,
  VIAS,
} from '@/lib/domain/core';
import { STAGES } from '@/lib/domain/replacement-plan/stages';

/**
 * The filters and sorts that a table allows, shared by columns, filters, URL and SQL. Plain data
 * without zod, so that browser code can import it cheaply.
 *
 * In a URL a filter is `name=value,value`, the search is `q`, and the sort is `sort=column.asc|desc`.
 */
export type TableSchema = {
  /** Filter name → allowed values, in display order. */
  filters: Readonly<Record<string, readonly string[]>>;
  /** Filters whose values are ids, not a closed set. */
  idFilters: readonly string[];
  sorts: readonly string[];
  defaultSort: `${string}.${'asc' | 'desc'}`;
};

/** Filter values for a key's age. *Units*: days. */
export const AGE_BUCKETS = [
  'under-90',
  '90-to-179',
  '180-to-364',
  '365-or-more',
  'unknown',
] as const;
export type AgeBucket = (typeof AGE_BUCKETS)[number];

/** Filter values for when a key expires. *Units*: days from now. */
export const EXPIRY_BUCKETS = ['expired', 'within-30', 'later', 'never', 'unknown'] as const;
export type ExpiryBucket = (typeof EXPIRY_BUCKETS)[number];

/**
 * Without a `state` filter the table lists keys that may still exist: `seen`, `not-seen` and
 * `holder-left`. `priority.asc`, `severity.desc` and `verdict.desc` sort the worst first. `none` is a key without a
 * finding, and `not-judged` a key that the audit didn't see.
 */
export const KEYS_TABLE = {
  filters: {
    verdict: [...VERDICTS, 'not-judged'],
    severity: [...SEVERITIES, 'none'],
    used_by: USED_BY,
    state: KEY_STATES,
    access: ACCESS_LEVELS,
    rule: RULE_IDS,
    age: AGE_BUCKETS,
    expiry: EXPIRY_BUCKETS,
    change: CHANGE_KINDS,
  },
  idFilters: ['holder', 'id', 'workload'],
  sorts: [
    'priority',
    'severity',
    'verdict',
    'name',
    'holder',
    'used_by',
    'access',
    'projects_reached',
    'created',
    'expires_at',
    'first_seen_at',
    'state',
  ],
  defaultSort: 'priority.asc',
} as const satisfies TableSchema;

/** `state.desc` sorts failed and blocked members first. */
export const MEMBERS_TABLE = {
  filters: {
    state: MEMBER_STATES,
    reason: MEMBER_REASONS,
    via: VIAS,
    roster: ROSTER_STATES,
    owner: ['yes', 'no', 'unknown'],
    access: ACCESS_LEVELS,
    kind: MEMBER_KINDS,
    rule: RULE_IDS,
  },
  idFilters: ['id'],
  sorts: ['name', 'email', 'keys', 'state', 'access', 'projects_reached', 'audited_at'],
  defaultSort: 'state.desc',
} as const satisfies TableSchema;

/** `severity.desc` sorts the worst first, `access.desc` the broadest access first. */
export const SERVICE_TOKENS_TABLE = {
  filters: {
    severity: [...SEVERITIES, 'none'],
    access: ACCESS_LEVELS,
    rule: RULE_IDS,
    age: AGE_BUCKETS,
    expiry: EXPIRY_BUCKETS,
    supersedes: ['yes', 'no'],
    automatic: ['yes', 'no'],
  },
  idFilters: ['id', 'service_account'],
  sorts: [
    'severity',
    'name',
    'service_account',
    'access',
    'projects_reached',
    'created',
    'expires_at',
    'supersedes',
  ],
  defaultSort: 'severity.desc',
} as const satisfies TableSchema;

/** Programs with their keys, the one to replace first on top. */
export const WORKLOADS_TABLE = {
  filters: {
    severity: [...SEVERITIES, 'none'],
    access: ACCESS_LEVELS,
    to_replace: ['yes', 'no'],
    service_token: ['yes', 'no'],
    overdue: ['yes', 'no'],
  },
  idFilters: ['id'],
  sorts: ['priority', 'severity', 'name', 'keys', 'holders', 'access', 'oldest', 'due'],
  defaultSort: 'priority.asc',
} as const satisfies TableSchema;

/** Filter values for how long ago a plan was started. *Units*: days. */
export const PLAN_AGES = ['under-7', '7-to-29', '30-to-89', '90-or-more'] as const;
export type PlanAge = (typeof PLAN_AGES)[number];

/** Replacement plans, last changed first by default. */
export const REPLACEMENTS_TABLE = {
  filters: { stage: STAGES, age: PLAN_AGES, overdue: ['yes', 'no'] },
  idFilters: ['created_by', 'updated_by', 'holder'],
  sorts: ['updated_at', 'created_at', 'title', 'stage', 'keys', 'keys_gone', 'due'],
  defaultSort: 'updated_at.desc',
} as const satisfies TableSchema;

/** Findings of one audit, worst first by default. */
export const FINDINGS_TABLE = {
  filters: {
    rule: RULE_IDS,
    severity: SEVERITIES,
    subject_type: SUBJECT_TYPES,
    state: ['open', 'excepted'],
  },
  idFilters: ['subject_id'],
  sorts: ['severity', 'rule', 'subject_name'],
  defaultSort: 'severity.desc',
} as const satisfies TableSchema;

/** Accepted risks. Without a `state` filter the table omits withdrawn ones. */
export const EXCEPTIONS_TABLE = {
  filters: { state: EXCEPTION_STATES, rule: RULE_IDS, scope: EXCEPTION_SCOPES },
  idFilters: ['subject_id'],
  sorts: ['until', 'created_at', 'rule', 'subject_name'],
  defaultSort: 'until.asc',
} as const satisfies TableSchema;

/** The activity log, latest first. */
export const ACTIVITY_TABLE = {
  filters: { action: ACTIVITY_ACTIONS },
  idFilters: ['audit_id'],
  sorts: ['at'],
  defaultSort: 'at.desc',
} as const satisfies TableSchema;

/** A table's parsed query. `filters` has only filters with at least one value. */
export type TableQuery = {
  q: string | null;
  filters: Readonly<Record<string, readonly string[]>>;
  sort: { column: string; direction: 'asc' | 'desc' };
};

/**
 * How many rows each value of a filter would show, with that filter ignored. If the values aren't a
 * closed set (such as who started a plan), they are the values found, most rows first; `label` is
 * the display name of an id.
 */
export type Facets = {
  /** Rows that match all filters. */
  total: number;
  /** Rows with no filter at all. */
  unfiltered: number;
  facets: Record<string, { value: string; count: number; label?: string | undefined }[]>;
};

/** The most rows that one page of a list may hold. */
export const MAX_PAGE_ROWS = 1000;

/** The most keys, targets or exceptions that one request may name. */
export const MAX_DECISIONS = 1000;

export { MAX_REASON_CHARS } from '@/lib/domain/core';

/** The longest term of an exception. *Units*: days. */
export const MAX_EXCEPTION_DAYS = 365;
