import { requireAudit } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { listKeys } from '@/lib/features/keys';
import type { WorkloadDetail } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { textArray } from '@/lib/platform/database/listing';
import { and, eq, sql } from '@/lib/platform/database/sql';
import { readWorkloads } from './read-workloads';

const FIRST_KEYS = 100;
const BY_RISK = { column: 'priority', direction: 'asc' } as const;

/**
 * One workload of an audit with its first keys, and the keys that still need a plan.
 * *Errors*: `not-found`.
 */
export async function getWorkload(
  ctx: Context,
  input: { auditId: string; workloadId: string },
): Promise<WorkloadDetail> {
  const audit = await requireAudit(ctx, input.auditId);
  // PostgreSQL text can't contain NUL, so no stored id does.
  const ids = input.workloadId.includes('\0') ? [] : [input.workloadId];
  const [workload] = await readWorkloads(ctx, audit, ids);
  if (workload === undefined) {
    throw new AppError('not-found', 'This workload isn’t in this audit.');
  }
  const { auditKeys } = schema;
  const firstKeys = await listKeys(ctx, {
    auditId: audit.id,
    query: { q: null, filters: { id: workload.keyIds }, sort: BY_RISK },
    limit: FIRST_KEYS,
    startingAfter: null,
  });
  const toReplace = await ctx.store.db
    .select({ id: auditKeys.keyId })
    .from(auditKeys)
    .where(
      and(
        eq(auditKeys.auditId, audit.id),
        sql`${auditKeys.keyId} = any(${textArray(workload.keyIds)})`,
        eq(auditKeys.verdict, 'replace'),
      ),
    )
    .orderBy(auditKeys.keyId);
  const planned = new Set(workload.plans.flatMap(({ keyIds }) => keyIds));
  return {
    ...workload.row,
    first_keys: firstKeys,
    unplanned_key_ids: toReplace.map(({ id }) => id).filter((id) => !planned.has(id)),
  };
}
