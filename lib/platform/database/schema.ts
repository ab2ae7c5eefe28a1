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
  ActivityAction,
  AuditId,
  AuditReason,
  AuditStatus,
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
import { organizations } from './organization-schema';

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
/** Which parts of the organization an audit read; the content stands in `organization_parts`. */
export type StoredContext = Partial<
  Record<ContextPart, { read: true; hash: string; count: number } | { read: false; reason: string }>
>;

/** One run over an organization. Observations never change once `finished_at` is set. */
export const audits = pgTable(
  'audits',
  {
    id: uuid('id').$type<AuditId>().primaryKey(),
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    organizationName: text('organization_name').notNull(),
    /** Set on a follow-up audit: the audit whose members it took over. */
    parentId: uuid('parent_id').$type<AuditId>(),
    /** In a follow-up: the members to ask again; `null`: all that the parent has not audited. */
    membersAgain: jsonb('members_again').$type<MemberId[]>(),
    /** The finished audit that this one was compared against. */
    previousId: uuid('previous_id').$type<AuditId>(),
    status: text('status').$type<AuditStatus>().notNull(),
    reason: text('reason').$type<AuditReason>(),
    /** One sentence for people, beside `reason`. */
    reasonDetail: text('reason_detail'),
    startedBy: text('started_by').notNull(),
    idempotencyKey: text('idempotency_key'),
    strategyAsked: text('strategy_asked').$type<Strategy>().notNull(),
    strategy: text('strategy').$type<Via>(),
    strategyWhy: text('strategy_why'),
    /** False where key lists could not be confirmed. */
    confirmed: boolean('confirmed').notNull().default(true),
    /** How they were checked; `null`: they were not, or not yet. */
    keyLists: text('key_lists').$type<KeyListCheck>(),
    organizationWideList: boolean('organization_wide_list').notNull().default(false),
    /** What else was read, part by part; a part that is missing has not been tried yet. */
    context: jsonb('context').$type<StoredContext>(),
    /** Whose credential it runs with; `null`: not known. */
    callerKind: text('caller_kind').$type<CallerKind>(),
    /** Set once the first roster is stored: from then on the work list is the truth. */
    rosterAt: at('roster_at'),
    cancelRequestedAt: at('cancel_requested_at'),
    createdAt: at('created_at').notNull(),
    startedAt: at('started_at'),
    /** When everything had been read: ages count to it. `null`: they count to `finished_at`. */
    observedAt: at('observed_at'),
    finishedAt: at('finished_at'),
    /** Key of the audit itself, sealed; gone when the audit ends. */
    sealedCredential: text('sealed_credential'),
    credentialExpiresAt: at('credential_expires_at'),
    membersTotal: integer('members_total').notNull().default(0),
    membersAudited: integer('members_audited').notNull().default(0),
    membersBlocked: integer('members_blocked').notNull().default(0),
    membersFailed: integer('members_failed').notNull().default(0),
    /** Service accounts in the list of members: they are in none of the counts above. */
    serviceAccounts: integer('service_accounts').notNull().default(0),
    /** Keys seen in this audit. */
    keysSeen: integer('keys_seen').notNull().default(0),
    /** Last-known keys that could not be looked at this time (not seen, holder left). */
    keysNotSeen: integer('keys_not_seen').notNull().default(0),
    /** Keys of other organizations that members' lists held; counted, never stored. */
    foreignKeysLeftOut: integer('foreign_keys_left_out').notNull().default(0),
    /** Members whose key list was taken to end at a short page; `null`: not noted of all of them. */
    listsEndedEarly: integer('lists_ended_early'),
    /** True once a key list went on after a short page: then no list may end at one. */
    shortPagesContinue: boolean('short_pages_continue').notNull().default(false),
    verdictCounts: jsonb('verdict_counts').$type<Partial<Record<Verdict, number>>>(),
    severityCounts: jsonb('severity_counts').$type<Partial<Record<Severity | 'none', number>>>(),
    changeCounts: jsonb('change_counts').$type<Partial<Record<ChangeKind, number>>>(),
    notAssessed: jsonb('not_assessed').$type<StoredNotAssessed>(),
    calls: jsonb('calls').$type<StoredCalls>(),
    settingsVersion: integer('settings_version').notNull().default(1),
    /** When the rules last judged it, and until when that holds: an exception ends then. */
    evaluatedAt: at('evaluated_at'),
    evaluationValidUntil: at('evaluation_valid_until'),
    /** Settings or decisions have changed since: it waits to be judged again. */
    evaluationStale: boolean('evaluation_stale').notNull().default(false),
    /** Plans have not been checked against it yet; set by its end, cleared by the job. */
    planChecksPending: boolean('plan_checks_pending').notNull().default(false),
    /** What Braintrust's own settings page shows, as the owner typed it in. */
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
 * Data keys of running audits on a PostgreSQL server, in an unlogged table (see `table-data-keys.ts`);
 * with the embedded database they are files.
 */
export const auditDataKeys = pgTable('audit_data_keys', {
  id: uuid('id').primaryKey(),
  dataKey: text('data_key').notNull(),
  createdAt: at('created_at').notNull(),
});

/** The work list of an audit, and its coverage: one row a member. */
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
    /** Service accounts are members of another kind: in no count of members. */
    kind: text('kind').$type<MemberKind>().notNull().default('person'),
    state: text('state').$type<MemberState>().notNull(),
    reason: text('reason').$type<MemberReason>(),
    via: text('via').$type<Via>(),
    /** Keys listed for this member in this audit; `null` until audited. */
    keys: integer('keys'),
    /** `null`: could not be told. */
    owner: boolean('owner'),
    /** What the member can reach. */
    access: text('access').$type<AccessLevel>().notNull().default('unknown'),
    /** `null`, in both: not known. */
    projectsReached: integer('projects_reached'),
    everyProject: boolean('every_project'),
    roster: text('roster').$type<RosterState>().notNull().default('present'),
    /** Keys of other organizations in this member's list: counted, never stored. */
    foreignKeys: integer('foreign_keys').notNull().default(0),
    /** A short page of the member's key list was taken for its last one; `null`: not noted. */
    listEndedEarly: boolean('list_ended_early'),
    /** The person's own activity in Braintrust, never a key's; `null`: not told. */
    lastActiveAt: at('last_active_at'),
    /** When this audit asked for the member's keys; `null`: not yet, or taken over from a parent. */
    askedAt: at('asked_at'),
    /** When the member was audited, be it by the parent of this audit. */
    auditedAt: at('audited_at'),
  },
  (table) => [primaryKey({ columns: [table.auditId, table.memberId] })],
);

/**
 * One key as one audit saw it (observation), and how that was judged (evaluation: may be judged
 * again when settings change; `verdict` is `null` until then and for keys not seen).
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
    /** What Braintrust said where that is no usable date; so in `expires_raw`. */
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
    /** True where an owner said who uses it, against what the rules would say. */
    overruled: boolean('overruled').notNull().default(false),
    /** The earliest end of the exceptions that are in force on it. */
    exceptionUntil: at('exception_until'),
    findings: text('findings')
      .array()
      .$type<RuleId[]>()
      .notNull()
      .default(sql`'{}'::text[]`),
    notAssessed: jsonb('not_assessed').$type<SubjectNotAssessed[]>(),
    recommendation: text('recommendation'),
  },
  (table) => [
    primaryKey({ columns: [table.auditId, table.keyId] }),
    index('audit_keys_by_holder').on(table.auditId, table.holderId),
    index('audit_keys_by_key').on(table.keyId),
  ],
);

/**
 * What the rules found in one audit; `findings` has the history. `id` is the same in every audit.
 * No foreign key, so `deleteAudits` deletes the rows: checking it took a fourth of an audit's end.
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
    /** The exception that covers it; or the newest that did and has ended: then it is open. */
    exceptionId: uuid('exception_id'),
    exceptionUntil: at('exception_until'),
  },
  (table) => [primaryKey({ columns: [table.auditId, table.id] })],
);

/** One service token as one audit saw it, and how that was judged. */
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
    /** What Braintrust said where that is no usable date; so in `expires_raw`. */
    createdRaw: text('created_raw'),
    expiryKind: text('expiry_kind').$type<'at' | 'never' | 'unknown'>().notNull(),
    expiresAt: at('expires_at'),
    expiresRaw: text('expires_raw'),
    access: text('access').$type<AccessLevel>().notNull().default('unknown'),
    projectsReached: integer('projects_reached'),
    everyProject: boolean('every_project'),
    /** `null`: its reach is known. */
    reachUnknownWhy: text('reach_unknown_why'),

    severity: text('severity').$type<Severity>(),
    findings: text('findings')
      .array()
      .$type<RuleId[]>()
      .notNull()
      .default(sql`'{}'::text[]`),
    notAssessed: jsonb('not_assessed').$type<SubjectNotAssessed[]>(),
    /** Keys that still live although this token seems to do their work; how many, and which. */
    supersedes: integer('supersedes').notNull().default(0),
    supersededKeys: text('superseded_keys')
      .array()
      .$type<KeyId[]>()
      .notNull()
      .default(sql`'{}'::text[]`),
    /** Marked as one that a self-hosted data plane made for itself. */
    automatic: boolean('automatic').notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.auditId, table.tokenId] })],
);

export type StoredChange = { field: string; before: string; after: string };

/** What happened to keys since `audits.previous_id`. */
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

/** The hash chain over each organization's activity: its end, and what comes before its first entry. */
export const activityChains = pgTable('activity_chains', {
  organizationId: text('organization_id').$type<OrganizationId>().primaryKey(),
  seq: integer('seq').notNull(),
  previousHash: text('previous_hash').notNull(),
  headHash: text('head_hash').notNull(),
  /** The last entry that was deleted because its time was over, or the start of the chain. */
  anchorSeq: integer('anchor_seq').notNull(),
  anchorHash: text('anchor_hash').notNull(),
});

/** Who did what, append-only. */
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
    /** Where the request came from, and its id; `null` for what Latchkey does by itself. */
    address: text('address'),
    requestId: text('request_id'),
    /** Place in the organization's chain; `null` until `chainOldEntries` has added an old entry. */
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
