import type { AuditRow } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { KeyId, MemberId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { textArray } from '@/lib/platform/database/listing';
import { and, eq, sql } from '@/lib/platform/database/sql';
import type { ReadWorkload } from './read-workloads';

/** The keys of each workload with the verdict `replace` that no plan contains yet, with their holders. */
export async function readUnplanned(
  ctx: Context,
  audit: AuditRow,
  workloads: readonly ReadWorkload[],
): Promise<{ workload: ReadWorkload; keys: { id: KeyId; holderId: MemberId }[] }[]> {
  const { auditKeys } = schema;
  const ids = workloads.flatMap(({ keyIds }) => keyIds);
  const toReplace = await ctx.store.db
    .select({ id: auditKeys.keyId, holderId: auditKeys.holderId })
    .from(auditKeys)
    .where(
      and(
        eq(auditKeys.auditId, audit.id),
        sql`${auditKeys.keyId} = any(${textArray(ids)})`,
        eq(auditKeys.verdict, 'replace'),
      ),
    )
    .orderBy(auditKeys.keyId);
  const planned = new Set(workloads.flatMap(({ plans }) => plans.flatMap(({ keyIds }) => keyIds)));
  const unplanned = toReplace.filter(({ id }) => !planned.has(id));
  return workloads.map((workload) => {
    const own = new Set(workload.keyIds);
    return { workload, keys: unplanned.filter(({ id }) => own.has(id)) };
  });
}
