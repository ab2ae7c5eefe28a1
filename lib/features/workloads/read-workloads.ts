import { observedAt, type AuditRow } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { plansOf } from '@/lib/features/replacements';
import type { Assignment, WorkloadRow } from '@/lib/contract';
import { ageInDays, hasPassed } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { inOrder } from '@/lib/platform/database/listing-pages';
import { and, eq, inArray } from '@/lib/platform/database/sql';

type StoredWorkload = typeof schema.auditWorkloads.$inferSelect;

const NOT_ASSIGNED: Assignment = { assignee: null, due: null };

type Plans = Awaited<ReturnType<typeof plansOf>>;

/** A workload for the API, with the ids of its keys and the plans that contain them. */
export type ReadWorkload = { row: WorkloadRow; keyIds: StoredWorkload['keyIds']; plans: Plans };

/** Reads these workloads of an audit in the given order, with the plans as they are now. */
export async function readWorkloads(
  ctx: Context,
  audit: AuditRow,
  ids: readonly string[],
): Promise<ReadWorkload[]> {
  const { auditWorkloads, workloadAssignments } = schema;
  const stored = await ctx.store.db
    .select()
    .from(auditWorkloads)
    .leftJoin(
      workloadAssignments,
      and(
        eq(workloadAssignments.organizationId, ctx.organization.id),
        eq(workloadAssignments.workloadId, auditWorkloads.workloadId),
      ),
    )
    .where(and(eq(auditWorkloads.auditId, audit.id), inArray(auditWorkloads.workloadId, [...ids])));
  const plans = await plansOf(
    ctx.store.db,
    ctx,
    stored.flatMap((row) => row.audit_workloads.keyIds),
  );
  const now = { age: observedAt(audit) ?? ctx.now(), due: ctx.now() };
  const inAsked = inOrder(ids, stored, (row) => row.audit_workloads.workloadId);
  return inAsked.map(({ audit_workloads: workload, workload_assignments: assignment }) => {
    const own = new Set(workload.keyIds);
    const ofWorkload = plans.filter(({ keyIds }) => keyIds.some((id) => own.has(id)));
    return {
      row: toWireWorkload(workload, ofWorkload, assignment, now),
      keyIds: workload.keyIds,
      plans: ofWorkload,
    };
  });
}

function toWireWorkload(
  row: StoredWorkload,
  plans: Plans,
  own: Assignment | null,
  now: { age: Date; due: Date },
): WorkloadRow {
  const openPlan = firstDue(plans);
  const { assignee, due } = openPlan ?? own ?? NOT_ASSIGNED;
  const isDone = openPlan === undefined && row.keysToReplace === 0;
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
    oldest_age_days: ageInDays(row.oldestAt, now.age),
    service_token_id: row.serviceTokenId,
    service_token_name: row.serviceTokenName,
    replacements: plans.map(({ id, title, stage }) => ({ id, title, stage })),
    assignee,
    due,
    overdue: !isDone && hasPassed(due, now.due),
    audit_id: row.auditId,
  };
}

/** The open plan that is due first. Must match `shown` in `workloadsListing`. */
function firstDue(plans: Plans): Plans[number] | undefined {
  return plans
    .filter(({ stage }) => stage !== 'done')
    .toSorted((a, b) => compare(a.due ?? LAST, b.due ?? LAST) || compare(a.id, b.id))[0];
}

/** Sorts after every date. */
const LAST = '~';

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);
