import type { AuditRow } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { readRevoked } from '@/lib/features/revocation';
import type { AccessLevel, KeyId, MemberId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { textArray } from '@/lib/platform/database/listing';
import { and, eq, sql } from '@/lib/platform/database/sql';
import type { ReadWorkload } from './read-workloads';

export type HeldKey = { id: KeyId; holderId: MemberId; access: AccessLevel };

/**
 * The keys of each workload with the verdict `replace` that weren't revoked since, with their holders: those that
 * no plan contains yet, and those that one does.
 */
export async function readToReplace(
  ctx: Context,
  audit: AuditRow,
  workloads: readonly ReadWorkload[],
): Promise<{ workload: ReadWorkload; unplanned: HeldKey[]; planned: HeldKey[] }[]> {
  const { auditKeys } = schema;
  const ids = workloads.flatMap(({ keyIds }) => keyIds);
  const revoked = await readRevoked(ctx.store.db, ctx, ids);
  const listed = await ctx.store.db
    .select({
      id: auditKeys.keyId,
      holderId: auditKeys.holderId,
      access: auditKeys.access,
      lastSeenAt: auditKeys.lastSeenAt,
    })
    .from(auditKeys)
    .where(
      and(
        eq(auditKeys.auditId, audit.id),
        sql`${auditKeys.keyId} = any(${textArray(ids)})`,
        eq(auditKeys.verdict, 'replace'),
      ),
    )
    .orderBy(auditKeys.keyId);
  const toReplace = listed.filter(({ id, lastSeenAt }) => !isAfter(revoked.get(id), lastSeenAt));
  const planned = new Set(workloads.flatMap(({ plans }) => plans.flatMap(({ keyIds }) => keyIds)));
  return workloads.map((workload) => {
    const ids = new Set(workload.keyIds);
    const own = toReplace.filter(({ id }) => ids.has(id));
    return {
      workload,
      unplanned: own.filter(({ id }) => !planned.has(id)),
      planned: own.filter(({ id }) => planned.has(id)),
    };
  });
}

const isAfter = (time: Date | undefined, since: Date) => time !== undefined && time > since;
