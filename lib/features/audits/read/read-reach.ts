import type { Context } from '@/lib/features/context';
import type { Overview } from '@/lib/contract';
import { ACCESS_LEVELS, personName } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { rankOf } from '@/lib/platform/database/listing';
import { and, count, eq, gt, sql } from '@/lib/platform/database/sql';
import { ageBucket } from '@/lib/platform/database/time-buckets';
import { observedAt } from './observed-at';
import { filled, type AuditRow } from './to-wire';

const HOLDERS = 10;

/** The access of an audit's seen keys: by level, by level and age, and the holders with the most access. */
export async function readReach(
  ctx: Context,
  audit: AuditRow,
): Promise<Pick<Overview, 'access' | 'access_by_age' | 'top_reach'>> {
  const [byAge, holders] = await Promise.all([
    readAccessByAge(ctx, audit),
    readTopReach(ctx, audit),
  ]);
  const access = filled(ACCESS_LEVELS, {});
  for (const row of byAge) access[row.access] += row.keys;
  return { access, access_by_age: byAge, top_reach: holders };
}

async function readAccessByAge(ctx: Context, audit: AuditRow): Promise<Overview['access_by_age']> {
  const { auditKeys } = schema;
  const age = ageBucket(auditKeys.createdAt, observedAt(audit) ?? ctx.now());
  return ctx.store.db
    .select({ access: auditKeys.access, age, keys: count() })
    .from(auditKeys)
    .where(and(eq(auditKeys.auditId, audit.id), eq(auditKeys.state, 'seen')))
    .groupBy(sql`1, 2`)
    .orderBy(sql`1, 2`);
}

async function readTopReach(ctx: Context, audit: AuditRow): Promise<Overview['top_reach']> {
  const { auditMembers } = schema;
  const rows = await ctx.store.db
    .select()
    .from(auditMembers)
    .where(and(eq(auditMembers.auditId, audit.id), gt(auditMembers.keys, 0)))
    .orderBy(
      rankOf(auditMembers.access, ACCESS_LEVELS),
      sql`${auditMembers.projectsReached} desc nulls last`,
      sql`${auditMembers.keys} desc`,
      auditMembers.memberId,
    )
    .limit(HOLDERS);
  return rows.map((row) => ({
    id: row.memberId,
    email: row.email,
    name: personName(row.givenName, row.familyName) || (row.email ?? row.memberId),
    access: row.access,
    projects_reached: row.projectsReached,
    keys: row.keys ?? 0,
  }));
}
