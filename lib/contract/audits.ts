import { z } from 'zod';
import {
  ACCESS_LEVELS,
  AUDIT_REASONS,
  AUDIT_STATUSES,
  CALLER_KINDS,
  CHANGE_KINDS,
  CONTEXT_PARTS,
  KEY_LIST_CHECKS,
  MEMBER_REASONS,
  RULE_IDS,
  SEVERITIES,
  STRATEGIES,
  VERDICTS,
  VIAS,
} from '@/lib/domain/core';
import { changeRowSchema } from './rows';
import { AGE_BUCKETS } from './tables';

const time = z.iso.datetime();
const count = z.int().nonnegative();

/** Coverage of an audit in members. `total` = audited + blocked + failed + pending. */
const coverageSchema = z.object({
  total: count,
  audited: count,
  blocked: count,
  failed: count,
  pending: count,
});

/** One audit, whatever its state. Counts by verdict and severity are `null` until it has ended. */
export const auditSchema = z.object({
  id: z.string(),
  organization_id: z.string(),
  organization_name: z.string(),
  parent_id: z.string().nullable(),
  previous_id: z.string().nullable(),
  status: z.enum(AUDIT_STATUSES),
  reason: z.enum(AUDIT_REASONS).nullable(),
  reason_detail: z.string().nullable(),
  members: coverageSchema,
  /** Service accounts in the list of members: no people, so in none of the counts above. */
  service_accounts: count,
  /** Keys seen in this audit. */
  keys: count,
  /** Last-known keys of members who could not be looked at this time, and of leavers. */
  keys_not_seen: count,
  /** Keys of other organizations in members' lists: counted, never stored. */
  keys_of_other_organizations: count,
  /**
   * Members whose key list was taken to end at a short page, because nothing followed one in the
   * first 25 lists. `null`: not noted.
   */
  lists_ended_early: count.nullable(),
  strategy_asked: z.enum(STRATEGIES),
  strategy: z.enum(VIAS).nullable(),
  strategy_why: z.string().nullable(),
  /** False where key lists could not be confirmed: then no key is gone and no finding resolved. */
  confirmed: z.boolean(),
  /** How that was checked; `null`: it was not, or not yet. */
  key_lists: z.enum(KEY_LIST_CHECKS).nullable(),
  verdicts: z.record(z.enum(VERDICTS), count).nullable(),
  severities: z.record(z.enum([...SEVERITIES, 'none']), count).nullable(),
  changes: z.record(z.enum(CHANGE_KINDS), count).nullable(),
  not_assessed: z.array(z.object({ rule: z.enum(RULE_IDS), reason: z.string(), subjects: count })),
  /** Calls made to Braintrust, by operation. */
  calls: z.array(
    z.object({
      operation: z.string(),
      calls: count,
      refused_429: count,
      retried: count,
      failed: count,
    }),
  ),
  /**
   * What else was read of the organization, since access depends on it: how many there are, or why
   * they could not be read. `null` until that is known.
   */
  context: z
    .record(
      z.enum(CONTEXT_PARTS),
      z.object({ read: z.boolean(), count: count.nullable(), reason: z.string().nullable() }),
    )
    .nullable(),
  /** Whose credential the audit ran with; `null`: could not be told. */
  caller: z.enum(CALLER_KINDS).nullable(),
  settings_version: count,
  /** When settings and exceptions were last applied; `null`: not yet. Verdicts are as of then. */
  evaluated_at: time.nullable(),
  /** True while it waits to be re-evaluated, at most a minute after an exception has ended. */
  evaluation_stale: z.boolean(),
  /** True until the replacement plans have been checked against this audit. */
  plan_checks_pending: z.boolean(),
  /** How many keys Braintrust's own settings page shows, as the owner typed it in. */
  settings_page_count: count.nullable(),
  started_by: z.string(),
  cancel_requested: z.boolean(),
  /** True when an owner who signs in can go on with it. */
  resumable: z.boolean(),
  created_at: time,
  started_at: time.nullable(),
  finished_at: time.nullable(),
});
export type Audit = z.infer<typeof auditSchema>;

/** Body that starts an audit. Without `member_ids` a follow-up takes all that are not audited. */
export const startAuditSchema = z.strictObject({
  strategy: z.enum(STRATEGIES).default('auto'),
  parent_id: z.uuid().optional(),
  member_ids: z.array(z.string().min(1).max(200)).min(1).max(1000).optional(),
});
export type StartAuditBody = z.input<typeof startAuditSchema>;

export const settingsPageCountSchema = z.strictObject({
  count: z.int().min(0).max(10_000_000).nullable(),
});

const verdictCounts = z.record(z.enum(VERDICTS), count);

/** The answer in one look. Every number comes with the audit it was seen in. */
export const overviewSchema = z.object({
  /** Newest complete or partial audit; `null`: none yet. */
  audit: auditSchema.nullable(),
  running: auditSchema.nullable(),
  /** The last audit that ended without a result, when it is newer than `audit`. */
  last_failed: auditSchema.nullable(),
  /** Before the first audit: how many members one will impersonate; `null`: not known, or not asked. */
  roster_members: count.nullable(),
  /** Service accounts that the list of members holds beside them. */
  roster_service_accounts: count.nullable(),
  /** Why that number is not known although no audit has ended. */
  roster_unknown: z.string().nullable(),
  severities_to_replace: z.record(z.enum([...SEVERITIES, 'none']), count),
  missing: z.array(z.object({ reason: z.enum(MEMBER_REASONS), members: count })),
  rules: z.array(
    z.object({ rule: z.enum(RULE_IDS), severity: z.enum(SEVERITIES), findings: count }),
  ),
  holders: z.array(
    z.object({
      id: z.string(),
      email: z.string().nullable(),
      name: z.string(),
      owner: z.boolean().nullable(),
      keys: count,
      verdicts: verdictCounts,
    }),
  ),
  /** Seen keys by what they can reach. */
  access: z.record(z.enum(ACCESS_LEVELS), count),
  /** The same by age; what there is none of is left out. */
  access_by_age: z.array(
    z.object({ access: z.enum(ACCESS_LEVELS), age: z.enum(AGE_BUCKETS), keys: count }),
  ),
  /** Holders of seen keys with the most reach, the widest first. */
  top_reach: z.array(
    z.object({
      id: z.string(),
      email: z.string().nullable(),
      name: z.string(),
      access: z.enum(ACCESS_LEVELS),
      projects_reached: z.int().nullable(),
      keys: count,
    }),
  ),
  /** Exceptions in force; of these, those that end within 14 days; those that ended in the last 30. */
  exceptions: z.object({ active: count, ending: count, ended: count }),
  /** Version of the settings that the newest audit was judged by. */
  settings_version: count.nullable(),
  changes: z.array(changeRowSchema),
  trend: z.array(
    z.object({
      audit_id: z.string(),
      finished_at: time,
      keys: count,
      audited: count,
      total: count,
      /** Version of the settings that judged it: older ones are judged again one by one. */
      settings_version: count,
      verdicts: verdictCounts,
    }),
  ),
});
export type Overview = z.infer<typeof overviewSchema>;
