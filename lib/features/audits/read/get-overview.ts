import type { Context } from '@/lib/features/context';
import type { Overview } from '@/lib/contract';
import {
  ACCESS_LEVELS,
  MEMBER_REASONS,
  RULE_IDS,
  SEVERITIES,
  VERDICTS,
  personName,
  type AuditId,
  type Severity,
  type Verdict,
} from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, asc, count, desc, eq, inArray, sql } from '@/lib/platform/database/sql';
import type { CountMembers } from './members-to-impersonate';
import { countExceptions } from './count-exceptions';
import { findLatestAudit, newestAudits } from './latest-audit';
import { readChanges } from './list-changes';
import { readReach } from './read-reach';
import { filled, toWireAudit, toWireAuditNow, type AuditRow } from './to-wire';

const HOLDERS = 10;
const CHANGES = 8;
const TREND_AUDITS = 12;

/** Everything on the overview screen: what to replace, how certain that is, what changed, what is running. */
export async function getOverview(
  ctx: Context,
  { countMembers }: { countMembers: CountMembers },
): Promise<Overview> {
  // Read the running audit first: if it finishes between the two reads, we may report it twice but never miss it.
  const unfinished = await newestOf(ctx, ['queued', 'running']);
  // Read the latest audit before the trend, so that the trend includes it.
  const audit = await findLatestAudit(ctx);
  const [lastFailed, trend] = await Promise.all([
    newestOf(ctx, ['failed', 'cancelled']),
    readTrend(ctx),
  ]);
  const running =
    unfinished?.id === audit?.id || unfinished?.id === lastFailed?.id ? null : unfinished;
  const newerFailed =
    lastFailed !== null && (audit === null || lastFailed.createdAt > audit.createdAt)
      ? toWireAudit(lastFailed, ctx.now())
      : null;
  return {
    audit: audit && toWireAudit(audit, ctx.now()),
    running: running && toWireAuditNow(running, ctx.now(), ctx.store.trouble()),
    last_failed: newerFailed,
    trend,
    ...(await readRoster(ctx, audit === null && running === null, countMembers)),
    ...(audit === null ? NOTHING_YET : await readDetails(ctx, audit)),
  };
}

type Roster = Pick<Overview, 'roster_members' | 'roster_service_accounts' | 'roster_unknown'>;
type Details = Omit<Overview, 'audit' | 'running' | 'last_failed' | 'trend' | keyof Roster>;

/** Counts the members for the screen before the first audit. Later, the audits give the number. */
async function readRoster(
  ctx: Context,
  wanted: boolean,
  countMembers: CountMembers,
): Promise<Roster> {
  const unknown = { roster_members: null, roster_service_accounts: null };
  if (!wanted) return { ...unknown, roster_unknown: null };
  const counted = await countMembers(ctx);
  if (counted.members === null) return { ...unknown, roster_unknown: counted.why };
  return {
    roster_members: counted.members,
    roster_service_accounts: counted.serviceAccounts,
    roster_unknown: null,
  };
}

const NOTHING_YET: Details = {
  severities_to_replace: filled([...SEVERITIES, 'none'], {}),
  missing: [],
  rules: [],
  holders: [],
  access: filled(ACCESS_LEVELS, {}),
  access_by_age: [],
  top_reach: [],
  exceptions: { active: 0, ending: 0, ended: 0 },
  settings_version: null,
  changes: [],
};

async function readDetails(ctx: Context, audit: AuditRow): Promise<Details> {
  const auditId = audit.id;
  const [severities, missing, rules, holders, reach, changes, exceptions] = await Promise.all([
    readSeveritiesToReplace(ctx, auditId),
    readMissing(ctx, auditId),
    readRules(ctx, auditId),
    readHolders(ctx, auditId),
    readReach(ctx, audit),
    readChanges(ctx, auditId, { limit: CHANGES, startingAfter: null }),
    countExceptions(ctx),
  ]);
  return {
    severities_to_replace: severities,
    missing,
    rules,
    holders,
    ...reach,
    exceptions,
    settings_version: audit.settingsVersion,
    changes,
  };
}

async function newestOf(
  ctx: Context,
  statuses: readonly AuditRow['status'][],
): Promise<AuditRow | null> {
  const { audits } = schema;
  const [row] = await ctx.store.db
    .select()
    .from(audits)
    .where(
      and(eq(audits.organizationId, ctx.organization.id), inArray(audits.status, [...statuses])),
    )
    .orderBy(desc(audits.createdAt))
    .limit(1);
  return row ?? null;
}

async function readSeveritiesToReplace(
  ctx: Context,
  auditId: AuditId,
): Promise<Overview['severities_to_replace']> {
  const { auditKeys } = schema;
  const rows = await ctx.store.db
    .select({ severity: auditKeys.severity, keys: count() })
    .from(auditKeys)
    .where(
      and(
        eq(auditKeys.auditId, auditId),
        eq(auditKeys.state, 'seen'),
        eq(auditKeys.verdict, 'replace'),
      ),
    )
    .groupBy(auditKeys.severity);
  const counts = Object.fromEntries(rows.map((row) => [row.severity ?? 'none', row.keys]));
  return filled([...SEVERITIES, 'none'], counts);
}

async function readMissing(ctx: Context, auditId: AuditId): Promise<Overview['missing']> {
  const { auditMembers } = schema;
  const rows = await ctx.store.db
    .select({ reason: auditMembers.reason, members: count() })
    .from(auditMembers)
    .where(and(eq(auditMembers.auditId, auditId), inArray(auditMembers.state, MISSING)))
    .groupBy(auditMembers.reason);
  const counts = new Map(rows.map((row) => [row.reason, row.members]));
  return MEMBER_REASONS.flatMap((reason) => {
    const members = counts.get(reason);
    return members === undefined ? [] : [{ reason, members }];
  });
}

const MISSING: ('blocked' | 'failed')[] = ['blocked', 'failed'];

async function readRules(ctx: Context, auditId: AuditId): Promise<Overview['rules']> {
  const { auditFindings } = schema;
  const rows = await ctx.store.db
    .select({
      rule: auditFindings.rule,
      subject: auditFindings.subjectType,
      severity: auditFindings.severity,
      findings: count(),
    })
    .from(auditFindings)
    .where(and(eq(auditFindings.auditId, auditId), eq(auditFindings.state, 'open')))
    .groupBy(auditFindings.rule, auditFindings.subjectType, auditFindings.severity);
  const known = RULE_IDS.flatMap((rule) => {
    const ofRule = rows.filter((row) => row.rule === rule);
    const [first] = ofRule;
    if (first === undefined) return [];
    const counts = Object.fromEntries(
      SEVERITIES.map((severity) => [
        severity,
        sum(ofRule.filter((row) => row.severity === severity)),
      ]),
    );
    const severities = filled(SEVERITIES, counts);
    return [{ rule, subject_type: first.subject, findings: sum(ofRule), severities }];
  });
  return known.sort((a, b) => compareCounts(a.severities, b.severities));
}

const sum = (rows: readonly { findings: number }[]): number =>
  rows.reduce((total, row) => total + row.findings, 0);

/** The one with more findings of the worst severity first. */
function compareCounts(a: Record<Severity, number>, b: Record<Severity, number>): number {
  const severity = SEVERITIES.find((one) => a[one] !== b[one]);
  return severity === undefined ? 0 : b[severity] - a[severity];
}

async function readHolders(ctx: Context, auditId: AuditId): Promise<Overview['holders']> {
  const { auditKeys, auditMembers } = schema;
  const { db } = ctx.store;
  const of = (verdict: Verdict) =>
    sql<number>`count(*) filter (where ${auditKeys.verdict} = ${verdict})::int`;
  const replace = of('replace');
  const rows = await db
    .select({
      id: auditKeys.holderId,
      email: sql<string | null>`max(${auditKeys.holderEmail})`,
      given: sql<string | null>`max(${auditKeys.holderGivenName})`,
      family: sql<string | null>`max(${auditKeys.holderFamilyName})`,
      keys: count(),
      replace,
      revoke: of('revoke'),
      askHolder: of('ask-holder'),
      rotate: of('rotate'),
      ok: of('ok'),
    })
    .from(auditKeys)
    .where(and(eq(auditKeys.auditId, auditId), eq(auditKeys.state, 'seen')))
    .groupBy(auditKeys.holderId)
    .orderBy(desc(replace), desc(count()), asc(auditKeys.holderId))
    .limit(HOLDERS);
  const owners = await db
    .select({ id: auditMembers.memberId, owner: auditMembers.owner })
    .from(auditMembers)
    .where(
      and(
        eq(auditMembers.auditId, auditId),
        inArray(
          auditMembers.memberId,
          rows.map((row) => row.id),
        ),
      ),
    );
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: personName(row.given, row.family) || (row.email ?? row.id),
    owner: owners.find((member) => member.id === row.id)?.owner ?? null,
    keys: row.keys,
    verdicts: {
      replace: row.replace,
      revoke: row.revoke,
      'ask-holder': row.askHolder,
      rotate: row.rotate,
      ok: row.ok,
    },
  }));
}

async function readTrend(ctx: Context): Promise<Overview['trend']> {
  const rows = await newestAudits(ctx, TREND_AUDITS);
  return rows.reverse().flatMap((row) =>
    row.finishedAt === null
      ? []
      : [
          {
            audit_id: row.id,
            finished_at: row.finishedAt.toISOString(),
            keys: row.keysSeen,
            audited: row.membersAudited,
            total: row.membersTotal,
            partial: row.status === 'partial',
            settings_version: row.settingsVersion,
            verdicts: filled(VERDICTS, row.verdictCounts ?? {}),
          },
        ],
  );
}
