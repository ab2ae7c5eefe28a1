import { z } from 'zod';
import {
  ACCESS_LEVELS,
  AUDIT_REASONS,
  AUDIT_STATUSES,
  AUDIT_WAITS,
  CALLER_KINDS,
  CHANGE_KINDS,
  CONTEXT_PARTS,
  KEY_LIST_CHECKS,
  RULE_IDS,
  SEVERITIES,
  SUBJECT_TYPES,
  STRATEGIES,
  VERDICTS,
  VIAS,
} from '@/lib/domain/core';
import { SETTINGS_PAGE_COUNT } from './ranges';
import { changeRowSchema } from './rows';

const time = z.iso.datetime();
const count = z.int().nonnegative();

/** How many members an audit covers. `total` = audited + blocked + failed + pending. */
const coverageSchema = z.object({
  total: count,
  audited: count,
  blocked: count,
  failed: count,
  pending: count,
});

/** One audit in any state. Counts by verdict, severity and change are `null` until it finishes. */
export const auditSchema = z.object({
  id: z.string(),
  organization_id: z.string(),
  organization_name: z.string(),
  parent_id: z.string().nullable(),
  /**
   * How many members a follow-up was asked to re-audit by name. `null`: an audit of all members, or a
   * follow-up of all members whom its parent missed.
   */
  members_asked: count.nullable(),
  /** How many of a follow-up's `members` have the result of its parent. `null`: no follow-up, or not recorded. */
  members_carried_over: count.nullable(),
  previous_id: z.string().nullable(),
  status: z.enum(AUDIT_STATUSES),
  reason: z.enum(AUDIT_REASONS).nullable(),
  reason_detail: z.string().nullable(),
  members: coverageSchema,
  /** Service accounts in the member list. They aren't people, so `members` doesn't count them. */
  service_accounts: count,
  /** Keys that this audit saw. */
  keys: count,
  /** Last known keys of former members and of members whom this audit couldn't check. */
  keys_not_seen: count,
  /** Keys in members' lists that belong to other organizations: counted, never stored. */
  keys_of_other_organizations: count,
  /**
   * Members whose key list was read only up to its first short page. This happens once 25 lists had
   * nothing after a short page. `null`: not recorded.
   */
  lists_ended_early: count.nullable(),
  strategy_asked: z.enum(STRATEGIES),
  strategy: z.enum(VIAS).nullable(),
  strategy_why: z.string().nullable(),
  /** False if key lists couldn't be confirmed: then no key becomes `gone` and no finding resolves. */
  confirmed: z.boolean(),
  /** The result of that check; `null`: not checked, or not yet. */
  key_lists: z.enum(KEY_LIST_CHECKS).nullable(),
  verdicts: z.record(z.enum(VERDICTS), count).nullable(),
  /**
   * The same as evaluated when the audit finished. Later changes of settings don't change it. `null`: not
   * finished, or finished before Latchkey kept it.
   */
  verdicts_at_finish: z.record(z.enum(VERDICTS), count).nullable(),
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
   * The other parts of the organization that access depends on: how many of each there are, or why
   * they couldn't be read. `null` until that is known.
   */
  context: z
    .record(
      z.enum(CONTEXT_PARTS),
      z.object({ read: z.boolean(), count: count.nullable(), reason: z.string().nullable() }),
    )
    .nullable(),
  /** Kind of credential that the audit ran with; `null`: unknown. */
  caller: z.enum(CALLER_KINDS).nullable(),
  settings_version: count,
  /** When settings and exceptions were last applied, so the time of the verdicts; `null`: not yet. */
  evaluated_at: time.nullable(),
  /** True while the audit waits for re-evaluation: at most a minute after an exception expires. */
  evaluation_stale: z.boolean(),
  /** True until the replacement plans have been checked against this audit. */
  plan_checks_pending: z.boolean(),
  /** The key count on Braintrust's settings page, as an owner typed it in. */
  settings_page_count: count.nullable(),
  started_by: z.string(),
  /** Why it has been waiting for Braintrust for seconds; `null`: it isn't waiting. */
  waiting_for: z.enum(AUDIT_WAITS).nullable(),
  cancel_requested: z.boolean(),
  /** True if an owner who signs in can resume it. */
  resumable: z.boolean(),
  created_at: time,
  started_at: time.nullable(),
  finished_at: time.nullable(),
  /**
   * When all members were last audited: `finished_at`, or for a follow-up, that of the full audit whose results
   * it carries over. `null`: not finished, or that audit was deleted.
   */
  all_audited_at: time.nullable(),
});
export type Audit = z.infer<typeof auditSchema>;

/** Without `member_ids`, a follow-up audits every member whom its parent didn't audit. */
export const startAuditSchema = z.strictObject({
  strategy: z.enum(STRATEGIES).default('auto'),
  parent_id: z.uuid().optional(),
  member_ids: z.array(z.string().min(1).max(200)).min(1).max(1000).optional(),
});
export type StartAuditBody = z.input<typeof startAuditSchema>;

const { least, most, rule } = SETTINGS_PAGE_COUNT;
export const settingsPageCountSchema = z.strictObject({
  count: z.int(rule).min(least, rule).max(most, rule).nullable(),
});

const verdictCounts = z.record(z.enum(VERDICTS), count);

/** The overview screen: the latest result with its totals, and the running audit. */
export const overviewSchema = z.object({
  /** Latest complete or partial audit; `null`: none yet. */
  audit: auditSchema.nullable(),
  running: auditSchema.nullable(),
  /** The latest audit that ended without a result, if it is newer than `audit`. */
  last_failed: auditSchema.nullable(),
  /** Before the first audit: how many members it will impersonate; `null`: unknown, or not asked. */
  roster_members: count.nullable(),
  /** Before the first audit: service accounts in the member list, which aren't impersonated. */
  roster_service_accounts: count.nullable(),
  /** Why `roster_members` is unknown before the first audit; otherwise `null`. */
  roster_unknown: z.string().nullable(),
  /** Rules with open findings, the worst first, with the number of findings of each severity. */
  rules: z.array(
    z.object({
      rule: z.enum(RULE_IDS),
      subject_type: z.enum(SUBJECT_TYPES),
      findings: count,
      severities: z.record(z.enum(SEVERITIES), count),
    }),
  ),
  /** Keys that the audit saw, by access level. */
  access: z.record(z.enum(ACCESS_LEVELS), count),
  /** Settings version that `audit` was evaluated with. */
  settings_version: count.nullable(),
  changes: z.array(changeRowSchema),
  /** The latest audits of all members, oldest first. Follow-ups of chosen members aren't among them. */
  trend: z.array(
    z.object({
      audit_id: z.string(),
      finished_at: time,
      keys: count,
      audited: count,
      total: count,
      /** A partial audit misses keys, so its counts don't compare with those of complete ones. */
      partial: z.boolean(),
      /** Can lag behind the current version: older audits are re-evaluated one by one. */
      settings_version: count,
      verdicts: verdictCounts,
    }),
  ),
  /** When rule settings were saved since the first audit of the trend, oldest first. */
  settings_changes: z.array(z.object({ version: count, at: time })),
});
export type Overview = z.infer<typeof overviewSchema>;
