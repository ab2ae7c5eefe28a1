import { requireAudit, type AuditRow } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { listUnplanned } from '@/lib/features/workloads';
import type { NextStep } from '@/lib/contract';
import type { RuleId, Verdict } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, count, countDistinct, eq, sql } from '@/lib/platform/database/sql';

/** The overview shows this many steps at most, because a longer list would not be read. */
const MOST_STEPS = 5;
/** The workloads that are looked at, the riskiest first. Those that a plan already replaces are skipped. */
const WORKLOADS_READ = 50;

/**
 * What to do first after an audit, at most five steps: the riskiest workload without a plan, keys to revoke,
 * service tokens with owner access, more workloads, and holders to ask.
 * *Errors*: `not-found`.
 */
export async function listNextSteps(ctx: Context, input: { auditId: string }): Promise<NextStep[]> {
  const audit = await requireAudit(ctx, input.auditId);
  const [revoke, restrict, ask] = await Promise.all([
    stepToRevoke(ctx, audit),
    stepToRestrict(ctx, audit),
    stepToAsk(ctx, audit),
  ]);
  const others = revoke.length + restrict.length + ask.length;
  const [first, ...more] = await stepsToReplace(ctx, audit, MOST_STEPS - others);
  return [...(first ? [first] : []), ...revoke, ...restrict, ...more, ...ask];
}

async function stepsToReplace(ctx: Context, audit: AuditRow, most: number): Promise<NextStep[]> {
  const workloads = await listUnplanned(ctx, { auditId: audit.id, among: WORKLOADS_READ });
  return workloads.slice(0, most).map(({ row, keys }) => ({
    kind: 'replace-workload',
    workload_id: row.id,
    workload_name: row.name,
    key_ids: keys.map(({ id }) => id),
    holders: new Set(keys.map(({ holderId }) => holderId)).size,
    access: row.access,
    severity: row.severity,
  }));
}

async function stepToRevoke(ctx: Context, audit: AuditRow): Promise<NextStep[]> {
  const { keys } = await countKeys(ctx, audit, 'revoke');
  return keys > 0 ? [{ kind: 'revoke-keys', keys }] : [];
}

async function stepToAsk(ctx: Context, audit: AuditRow): Promise<NextStep[]> {
  const { keys, holders } = await countKeys(ctx, audit, 'ask-holder');
  return keys > 0 ? [{ kind: 'ask-holders', keys, holders }] : [];
}

const OWNER_TOKEN: RuleId = 'service-token-with-owner-power';

async function stepToRestrict(ctx: Context, audit: AuditRow): Promise<NextStep[]> {
  const { auditFindings } = schema;
  const [found] = await ctx.store.db
    .select({ tokens: countDistinct(auditFindings.subjectId) })
    .from(auditFindings)
    .where(
      and(
        eq(auditFindings.auditId, audit.id),
        eq(auditFindings.rule, OWNER_TOKEN),
        eq(auditFindings.state, 'open'),
      ),
    );
  const tokens = found?.tokens ?? 0;
  return tokens > 0 ? [{ kind: 'restrict-service-tokens', service_tokens: tokens }] : [];
}

/** Counts the keys with this verdict that weren't revoked since an audit listed them. */
async function countKeys(ctx: Context, audit: AuditRow, verdict: Verdict) {
  const { auditKeys, revokedKeys } = schema;
  const [counted] = await ctx.store.db
    .select({ keys: count(), holders: countDistinct(auditKeys.holderId) })
    .from(auditKeys)
    .where(
      and(
        eq(auditKeys.auditId, audit.id),
        eq(auditKeys.verdict, verdict),
        sql`not exists (select from ${revokedKeys} where ${revokedKeys.organizationId} = ${ctx.organization.id}
          and ${revokedKeys.keyId} = ${auditKeys.keyId} and ${revokedKeys.at} > ${auditKeys.lastSeenAt})`,
      ),
    );
  return counted ?? { keys: 0, holders: 0 };
}
