import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type {
  AccessLevel,
  AuditId,
  AuditReason,
  AuditStatus,
  AuditWait,
  CallerKind,
  ChangeKind,
  ContextPart,
  FindingState,
  KeyId,
  KeyListCheck,
  KeyState,
  MemberId,
  MemberKind,
  MemberReason,
  MemberState,
  OrganizationId,
  RosterState,
  RuleId,
  ServiceTokenId,
  Severity,
  Strategy,
  SubjectType,
  UsedBy,
  Verdict,
  Via,
} from '@/lib/domain/core';
import { at } from './columns';
import { keySortIndexes } from './key-sorts';
import { organizations } from './organization-schema';

export * from './activity-schema';
export * from './decision-schema';
export * from './organization-schema';
export * from './replacement-schema';
export * from './session-schema';

export type StoredCalls = Record<
  string,
  { calls: number; refused429: number; retried: number; failed: number }
>;
export type SubjectNotAssessed = {
  rule: RuleId;
  reason: string;
  evidence?: { label: string; value: string }[];
};
export type StoredNotAssessed = { rule: RuleId; reason: string; subjects: number }[];
/** Which parts of the organization an audit read. Their content is in `organization_parts`. */
export type StoredContext = Partial<
  Record<ContextPart, { read: true; hash: string; count: number } | { read: false; reason: string }>
>;

/** One audit of an organization. Its observations never change once `finished_at` is set. */
export const audits = pgTable(
  'audits',
  {
    id: uuid('id').$type<AuditId>().primaryKey(),
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    organizationName: text('organization_name').notNull(),
    /** Set on a follow-up audit: the audit whose results it carried over. */
    parentId: uuid('parent_id').$type<AuditId>(),
    /** In a follow-up audit, the members to re-audit. `null`: all that the parent didn't audit. */
    membersAgain: jsonb('members_again').$type<MemberId[]>(),
    /** In a follow-up audit, how many members' results come from the parent. `null`: not recorded. */
    membersCarriedOver: integer('members_carried_over'),
    /** The finished audit that this one was compared with: its parent, or the latest audit of all members. */
    previousId: uuid('previous_id').$type<AuditId>(),
    status: text('status').$type<AuditStatus>().notNull(),
    reason: text('reason').$type<AuditReason>(),
    /** One sentence for people that explains `reason`. */
    reasonDetail: text('reason_detail'),
    startedBy: text('started_by').notNull(),
    idempotencyKey: text('idempotency_key'),
    strategyAsked: text('strategy_asked').$type<Strategy>().notNull(),
    strategy: text('strategy').$type<Via>(),
    strategyWhy: text('strategy_why'),
    /** False if the key lists couldn't be confirmed. */
    confirmed: boolean('confirmed').notNull().default(true),
    /** How the key lists were checked. `null` if they weren't, or not yet. */
    keyLists: text('key_lists').$type<KeyListCheck>(),
    organizationWideList: boolean('organization_wide_list').notNull().default(false),
    /** What else was read, by part. A missing part hasn't been tried yet. */
    context: jsonb('context').$type<StoredContext>(),
    /** Whose credential the audit ran with. `null` if unknown. */
    callerKind: text('caller_kind').$type<CallerKind>(),
    /** Set once the first member list is stored. From then on `audit_members` is the work list. */
    rosterAt: at('roster_at'),
    cancelRequestedAt: at('cancel_requested_at'),
    /** Why the audit waits for Braintrust while it runs. */
    waitingFor: text('waiting_for').$type<AuditWait>(),
    createdAt: at('created_at').notNull(),
    startedAt: at('started_at'),
    /** When everything had been read; ages are computed for this time. `null`: for `finished_at`. */
    observedAt: at('observed_at'),
    finishedAt: at('finished_at'),
    /** The audit's own copy of the key, sealed. Deleted when the audit ends. */
    sealedCredential: text('sealed_credential'),
    credentialExpiresAt: at('credential_expires_at'),
    membersTotal: integer('members_total').notNull().default(0),
    membersAudited: integer('members_audited').notNull().default(0),
    membersBlocked: integer('members_blocked').notNull().default(0),
    membersFailed: integer('members_failed').notNull().default(0),
    /** Service accounts in the member list. None of the counts above includes them. */
    serviceAccounts: integer('service_accounts').notNull().default(0),
    keysSeen: integer('keys_seen').notNull().default(0),
    /** Keys known from earlier audits that couldn't be checked this time (not seen, or the holder left). */
    keysNotSeen: integer('keys_not_seen').notNull().default(0),
    /** Keys of other organizations in members' lists. They are counted, never stored. */
    foreignKeysLeftOut: integer('foreign_keys_left_out').notNull().default(0),
    /** Members whose key list was taken to end at a short page. `null` if not recorded for all of them. */
    listsEndedEarly: integer('lists_ended_early'),
    /** True once a key list continued after a short page. From then on every list is read to its end. */
    shortPagesContinue: boolean('short_pages_continue').notNull().default(false),
    verdictCounts: jsonb('verdict_counts').$type<Partial<Record<Verdict, number>>>(),
    /** `verdict_counts` as first evaluated. `null` before the audit ends, or if it ended before these were kept. */
    verdictCountsAtFinish: jsonb('verdict_counts_at_finish').$type<
      Partial<Record<Verdict, number>>
    >(),
    severityCounts: jsonb('severity_counts').$type<Partial<Record<Severity | 'none', number>>>(),
    changeCounts: jsonb('change_counts').$type<Partial<Record<ChangeKind, number>>>(),
    notAssessed: jsonb('not_assessed').$type<StoredNotAssessed>(),
    calls: jsonb('calls').$type<StoredCalls>(),
    settingsVersion: integer('settings_version').notNull().default(1),
    /** When the rules last evaluated the audit. The result is valid until an accepted risk expires. */
    evaluatedAt: at('evaluated_at'),
    evaluationValidUntil: at('evaluation_valid_until'),
    /** Settings or decisions have changed since, so the audit waits for a re-evaluation. */
    evaluationStale: boolean('evaluation_stale').notNull().default(false),
    /** Set when the audit ends, and cleared when the job has checked the replacement plans against it. */
    planChecksPending: boolean('plan_checks_pending').notNull().default(false),
    /** Set when the audit ends, and cleared when the history has its new findings. */
    historyPending: boolean('history_pending').notNull().default(false),
    /** The key count that the owner read from Braintrust's settings page. */
    settingsPageCount: integer('settings_page_count'),
  },
  (table) => [
    index('audits_by_organization').on(table.organizationId, table.createdAt.desc().nullsFirst()),
    uniqueIndex('audits_one_running')
      .on(table.organizationId)
      .where(sql`status in ('queued', 'running')`),
    uniqueIndex('audits_idempotency').on(table.organizationId, table.idempotencyKey),
  ],
);

/**
 * Data keys of running audits on a PostgreSQL server, in an unlogged table (see `table-data-keys.ts`). With
 * the embedded database they are files.
 */
export const auditDataKeys = pgTable('audit_data_keys', {
  id: uuid('id').primaryKey(),
  dataKey: text('data_key').notNull(),
  createdAt: at('created_at').notNull(),
});

/** The work list and the coverage of an audit, one row per member. */
export const auditMembers = pgTable(
  'audit_members',
  {
    auditId: uuid('audit_id')
      .$type<AuditId>()
      .notNull()
      .references(() => audits.id, { onDelete: 'cascade' }),
    memberId: text('member_id').$type<MemberId>().notNull(),
    position: integer('position').notNull(),
    email: text('email'),
    givenName: text('given_name'),
    familyName: text('family_name'),
    /** Service accounts aren't included in any count of members. */
    kind: text('kind').$type<MemberKind>().notNull().default('person'),
    state: text('state').$type<MemberState>().notNull(),
    reason: text('reason').$type<MemberReason>(),
    via: text('via').$type<Via>(),
    /** Keys listed for this member in this audit. `null` until audited. */
    keys: integer('keys'),
    /** `null` if unknown. */
    owner: boolean('owner'),
    /** The member's effective access. */
    access: text('access').$type<AccessLevel>().notNull().default('unknown'),
    /** This and `every_project` are `null` if unknown. */
    projectsReached: integer('projects_reached'),
    everyProject: boolean('every_project'),
    roster: text('roster').$type<RosterState>().notNull().default('present'),
    /** Keys of other organizations in this member's list. They are counted, never stored. */
    foreignKeys: integer('foreign_keys').notNull().default(0),
    /** Rules with open findings on the member itself. */
    findings: text('findings')
      .array()
      .$type<RuleId[]>()
      .notNull()
      .default(sql`'{}'::text[]`),
    /** Whether a short page was taken for the last one of the member's key list. `null` if not recorded. */
    listEndedEarly: boolean('list_ended_early'),
    /** The member's own activity in Braintrust, not a key's. `null` if not reported. */
    lastActiveAt: at('last_active_at'),
    /** When this audit requested the member's keys. `null` if not yet, or if carried over. */
    askedAt: at('asked_at'),
    /** When the member was audited, possibly by a parent of this audit. */
    auditedAt: at('audited_at'),
  },
  (table) => [primaryKey({ columns: [table.auditId, table.memberId] })],
);

/**
 * One key as one audit saw it (observation), and its evaluation. A key may be re-evaluated when settings
 * change. `verdict` is `null` until it is evaluated, and for keys that weren't seen.
 */
export const auditKeys = pgTable(
  'audit_keys',
  {
    auditId: uuid('audit_id')
      .$type<AuditId>()
      .notNull()
      .references(() => audits.id, { onDelete: 'cascade' }),
    keyId: text('key_id').$type<KeyId>().notNull(),
    name: text('name').notNull(),
    preview: text('preview').notNull(),
    holderId: text('holder_id').$type<MemberId>().notNull(),
    holderEmail: text('holder_email'),
    holderGivenName: text('holder_given_name'),
    holderFamilyName: text('holder_family_name'),
    boundOrganizationId: text('bound_organization_id').$type<OrganizationId>(),
    createdAt: at('created_at'),
    /** The original value if it wasn't a usable date; `expires_raw` likewise. */
    createdRaw: text('created_raw'),
    expiryKind: text('expiry_kind').$type<'at' | 'never' | 'unknown'>().notNull(),
    expiresAt: at('expires_at'),
    expiresRaw: text('expires_raw'),
    state: text('state').$type<KeyState>().notNull(),
    firstSeenAt: at('first_seen_at').notNull(),
    lastSeenAt: at('last_seen_at').notNull(),

    verdict: text('verdict').$type<Verdict>(),
    usedBy: text('used_by').$type<UsedBy>(),
    usedBySignals: jsonb('used_by_signals').$type<{ label: string; value: string }[]>(),
    severity: text('severity').$type<Severity>(),
    access: text('access').$type<AccessLevel>().notNull().default('unknown'),
    projectsReached: integer('projects_reached'),
    /** True if an owner overrode the detected usage. */
    overruled: boolean('overruled').notNull().default(false),
    /** When the first of the key's accepted risks expires. */
    exceptionUntil: at('exception_until'),
    findings: text('findings')
      .array()
      .$type<RuleId[]>()
      .notNull()
      .default(sql`'{}'::text[]`),
    notAssessed: jsonb('not_assessed').$type<SubjectNotAssessed[]>(),
    recommendation: text('recommendation'),
    /** The id of the workload that uses the key. `null`: none, or the key's name doesn't say which. */
    workload: text('workload'),
    /** The key's place in the order of risk; 1 comes first. `null` for keys that weren't seen. */
    priority: integer('priority'),
  },
  (table) => [
    primaryKey({ columns: [table.auditId, table.keyId] }),
    ...keySortIndexes(table),
    index('audit_keys_by_holder').on(table.auditId, table.holderId),
    index('audit_keys_by_key').on(table.keyId),
  ],
);

/**
 * What the rules found in one audit. `id` is the same in every audit; `findings` has the history. There is
 * no foreign key, because checking it took a quarter of an audit's end. So `deleteAudits` deletes the rows.
 */
export const auditFindings = pgTable(
  'audit_findings',
  {
    auditId: uuid('audit_id').$type<AuditId>().notNull(),
    id: text('id').notNull(),
    rule: text('rule').$type<RuleId>().notNull(),
    severity: text('severity').$type<Severity>().notNull(),
    subjectType: text('subject_type').$type<SubjectType>().notNull(),
    subjectId: text('subject_id').notNull(),
    subjectName: text('subject_name').notNull(),
    evidence: jsonb('evidence').$type<{ label: string; value: string }[]>().notNull(),
    state: text('state').$type<FindingState>().notNull(),
    /** The exception that accepts the finding, or the latest one that expired and left it open again. */
    exceptionId: uuid('exception_id'),
    exceptionUntil: at('exception_until'),
  },
  (table) => [primaryKey({ columns: [table.auditId, table.id] })],
);

/** One service token as one audit saw it, and its evaluation. */
export const auditServiceTokens = pgTable(
  'audit_service_tokens',
  {
    auditId: uuid('audit_id')
      .$type<AuditId>()
      .notNull()
      .references(() => audits.id, { onDelete: 'cascade' }),
    tokenId: text('token_id').$type<ServiceTokenId>().notNull(),
    name: text('name').notNull(),
    preview: text('preview').notNull(),
    serviceAccountId: text('service_account_id').$type<MemberId>(),
    serviceAccountName: text('service_account_name'),
    boundOrganizationId: text('bound_organization_id').$type<OrganizationId>(),
    createdAt: at('created_at'),
    /** The original value if it wasn't a usable date; `expires_raw` likewise. */
    createdRaw: text('created_raw'),
    expiryKind: text('expiry_kind').$type<'at' | 'never' | 'unknown'>().notNull(),
    expiresAt: at('expires_at'),
    expiresRaw: text('expires_raw'),
    access: text('access').$type<AccessLevel>().notNull().default('unknown'),
    projectsReached: integer('projects_reached'),
    everyProject: boolean('every_project'),
    /** `null` if the token's access is known. */
    reachUnknownWhy: text('reach_unknown_why'),

    severity: text('severity').$type<Severity>(),
    findings: text('findings')
      .array()
      .$type<RuleId[]>()
      .notNull()
      .default(sql`'{}'::text[]`),
    notAssessed: jsonb('not_assessed').$type<SubjectNotAssessed[]>(),
    /** The number of active keys that this token appears to replace; `superseded_keys` has their ids. */
    supersedes: integer('supersedes').notNull().default(0),
    supersededKeys: text('superseded_keys')
      .array()
      .$type<KeyId[]>()
      .notNull()
      .default(sql`'{}'::text[]`),
    /** True if a self-hosted data plane created the token for itself. */
    automatic: boolean('automatic').notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.auditId, table.tokenId] })],
);

/** One program as one audit's evaluation saw it, with all keys that it uses. */
export const auditWorkloads = pgTable(
  'audit_workloads',
  {
    auditId: uuid('audit_id')
      .$type<AuditId>()
      .notNull()
      .references(() => audits.id, { onDelete: 'cascade' }),
    workloadId: text('workload_id').notNull(),
    name: text('name').notNull(),
    /** False for a key whose name doesn't say what it is for. */
    hasPurpose: boolean('has_purpose').notNull(),
    keyIds: text('key_ids').array().$type<KeyId[]>().notNull(),
    keys: integer('keys').notNull(),
    keysToReplace: integer('keys_to_replace').notNull(),
    holders: integer('holders').notNull(),
    access: text('access').$type<AccessLevel>().notNull(),
    severity: text('severity').$type<Severity>(),
    /** 1 for the workload to replace first. */
    priority: integer('priority').notNull(),
    /** When the oldest key was created. `null`: one of the dates is unknown. */
    oldestAt: at('oldest_at'),
    /** The latest service token that appears to serve the same purpose. */
    serviceTokenId: text('service_token_id').$type<ServiceTokenId>(),
    serviceTokenName: text('service_token_name'),
  },
  (table) => [primaryKey({ columns: [table.auditId, table.workloadId] })],
);

export type StoredChange = { field: string; before: string; after: string };

/** What changed about keys since `audits.previous_id`. */
export const auditChanges = pgTable(
  'audit_changes',
  {
    auditId: uuid('audit_id')
      .$type<AuditId>()
      .notNull()
      .references(() => audits.id, { onDelete: 'cascade' }),
    keyId: text('key_id').$type<KeyId>().notNull(),
    kind: text('kind').$type<ChangeKind>().notNull(),
    name: text('name').notNull(),
    preview: text('preview').notNull(),
    holderId: text('holder_id').$type<MemberId>().notNull(),
    holderEmail: text('holder_email'),
    fields: jsonb('fields').$type<StoredChange[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.auditId, table.keyId] })],
);
