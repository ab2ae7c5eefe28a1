import { observedAt, type AuditRow } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { plansOf } from '@/lib/features/replacements';
import type { WorkloadRow } from '@/lib/contract';
import { ageInDays } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { inOrder } from '@/lib/platform/database/listing-pages';
import { and, eq, inArray } from '@/lib/platform/database/sql';

type StoredWorkload = typeof schema.auditWorkloads.$inferSelect;
type Plans = Awaited<ReturnType<typeof plansOf>>;

/** A workload for the API, with the ids of its keys and the plans that contain them. */
export type ReadWorkload = { row: WorkloadRow; keyIds: StoredWorkload['keyIds']; plans: Plans };

/** Reads these workloads of an audit in the given order, with the plans as they are now. */
export async function readWorkloads(
  ctx: Context,
  audit: AuditRow,
  ids: readonly string[],
): Promise<ReadWorkload[]> {
  const { auditWorkloads } = schema;
  const stored = await ctx.store.db
    .select()
    .from(auditWorkloads)
    .where(and(eq(auditWorkloads.auditId, audit.id), inArray(auditWorkloads.workloadId, [...ids])));
  const plans = await plansOf(
    ctx.store.db,
    ctx,
    stored.flatMap(({ keyIds }) => keyIds),
  );
  const now = observedAt(audit) ?? ctx.now();
  return inOrder(ids, stored, ({ workloadId }) => workloadId).map((workload) => {
    const own = new Set(workload.keyIds);
    const ofWorkload = plans.filter(({ keyIds }) => keyIds.some((id) => own.has(id)));
    return {
      row: toWireWorkload(workload, ofWorkload, now),
      keyIds: workload.keyIds,
      plans: ofWorkload,
    };
  });
}

function toWireWorkload(row: StoredWorkload, plans: Plans, now: Date): WorkloadRow {
  return {
    id: row.workloadId,
    name: row.name,
    has_purpose: row.hasPurpose,
    keys: row.keys,
    keys_to_replace: row.keysToReplace,
    holders: row.holders,
    access: row.access,
    severity: row.severity,
    priority: row.priority,
    oldest: row.oldestAt?.toISOString() ?? null,
    oldest_age_days: ageInDays(row.oldestAt, now),
    service_token_id: row.serviceTokenId,
    service_token_name: row.serviceTokenName,
    replacements: plans.map(({ id, title, stage }) => ({ id, title, stage })),
    audit_id: row.auditId,
  };
}
