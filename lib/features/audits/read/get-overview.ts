import type { Context } from '@/lib/features/context';
import type { Overview } from '@/lib/contract';
import {
  ACCESS_LEVELS,
  RULE_IDS,
  SEVERITIES,
  VERDICTS,
  type AuditId,
  type Severity,
} from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, asc, count, desc, eq, gt, inArray } from '@/lib/platform/database/sql';
import type { CountMembers } from './members-to-impersonate';
import { findLatestAudit, newestFullAudits } from './latest-audit';
import { keptCounts } from './kept-counts';
import { readChanges } from './list-changes';
import { filled, toWireAudit, toWireAuditNow, type AuditRow } from './to-wire';

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
    settings_changes: await readSettingsChanges(ctx, trend),
    ...(await readRoster(ctx, audit === null && running === null, countMembers)),
    ...(audit === null ? NOTHING_YET : await readDetails(ctx, audit)),
  };
}

type Roster = Pick<Overview, 'roster_members' | 'roster_service_accounts' | 'roster_unknown'>;
type Details = Omit<
  Overview,
  'audit' | 'running' | 'last_failed' | 'trend' | 'settings_changes' | keyof Roster
>;

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
  rules: [],
  access: filled(ACCESS_LEVELS, {}),
  settings_version: null,
  changes: [],
};

async function readDetails(ctx: Context, audit: AuditRow): Promise<Details> {
  const auditId = audit.id;
  const counts = await keptCounts(ctx, auditId, ['overview'], async () => {
    const [rules, access, changes] = await Promise.all([
      readRules(ctx, auditId),
      readAccess(ctx, auditId),
      readChanges(ctx, auditId, { limit: CHANGES, startingAfter: null }),
    ]);
    return { rules, access, changes };
  });
  return { ...counts, settings_version: audit.settingsVersion };
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

/** How many of the keys that the audit saw have each level of access. */
async function readAccess(ctx: Context, auditId: AuditId): Promise<Overview['access']> {
  const { auditKeys } = schema;
  const rows = await ctx.store.db
    .select({ access: auditKeys.access, keys: count() })
    .from(auditKeys)
    .where(and(eq(auditKeys.auditId, auditId), eq(auditKeys.state, 'seen')))
    .groupBy(auditKeys.access);
  return filled(ACCESS_LEVELS, Object.fromEntries(rows.map((row) => [row.access, row.keys])));
}

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

async function readTrend(ctx: Context): Promise<Overview['trend']> {
  const rows = await newestFullAudits(ctx, TREND_AUDITS);
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

/** When rule settings were saved since the first audit of the trend, oldest first. */
async function readSettingsChanges(
  ctx: Context,
  [first]: Overview['trend'],
): Promise<Overview['settings_changes']> {
  if (first === undefined) return [];
  const { ruleSettings } = schema;
  const rows = await ctx.store.db
    .select({ version: ruleSettings.version, at: ruleSettings.createdAt })
    .from(ruleSettings)
    .where(
      and(
        eq(ruleSettings.organizationId, ctx.organization.id),
        gt(ruleSettings.createdAt, new Date(first.finished_at)),
      ),
    )
    .orderBy(asc(ruleSettings.version));
  return rows.map(({ version, at }) => ({ version, at: at.toISOString() }));
}
