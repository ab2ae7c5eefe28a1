import type { AuditRow } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { WORKLOADS_TABLE } from '@/lib/contract';
import { ACCESS_LEVELS, isoDay, SEVERITIES } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { rankOf, textOrder, type Listing } from '@/lib/platform/database/listing';
import { eq, sql, type SQL } from '@/lib/platform/database/sql';

const {
  auditWorkloads: workloads,
  replacementKeys,
  replacements: plans,
  workloadAssignments: assignments,
} = schema;

/** Defines how the workloads table is queried. */
export function workloadsListing(ctx: Context, audit: AuditRow): Listing {
  const { hasOpenPlan, assignee, due } = assignmentSql(ctx);
  return {
    schema: WORKLOADS_TABLE,
    id: workloads.workloadId,
    table: workloads,
    scope: eq(workloads.auditId, audit.id),
    filters: {
      severity: sql`coalesce(${workloads.severity}, 'none')`,
      access: workloads.access,
      to_replace: sql`case when ${workloads.keysToReplace} > 0 then 'yes' else 'no' end`,
      service_token: sql`case when ${workloads.serviceTokenId} is null then 'no' else 'yes' end`,
      overdue: sql`case when ${due} < ${isoDay(ctx.now())}::date and (${hasOpenPlan} or ${workloads.keysToReplace} > 0) then 'yes' else 'no' end`,
    },
    idFilters: { id: workloads.workloadId },
    search: [workloads.name, workloads.serviceTokenName, assignee],
    sorts: {
      priority: { by: workloads.priority },
      severity: { by: rankOf(workloads.severity, SEVERITIES), flipped: true },
      name: { by: textOrder(workloads.name) },
      keys: { by: workloads.keys },
      holders: { by: workloads.holders },
      access: { by: rankOf(workloads.access, KNOWN_ACCESS), flipped: true },
      oldest: { by: workloads.oldestAt },
      due: { by: due },
    },
    ties: [workloads.priority],
  };
}

/** Unknown access sorts last, like every null. */
const KNOWN_ACCESS = ACCESS_LEVELS.filter((level) => level !== 'unknown');

/** The assignee and due date that a workload shows. Must match `toWireWorkload`. */
function assignmentSql(ctx: Context) {
  const organizationId = ctx.organization.id;
  const openPlans = sql`${plans} join ${replacementKeys} on ${replacementKeys.replacementId} = ${plans.id}
    where ${replacementKeys.organizationId} = ${organizationId}
      and ${replacementKeys.keyId} = any(${workloads.keyIds}) and ${plans.stage} <> 'done'`;
  const hasOpenPlan = sql`exists (select from ${openPlans})`;
  const shown = (ofPlan: SQL, own: SQL): SQL => sql`(case when ${hasOpenPlan}
    then (select ${ofPlan} from ${openPlans} order by ${plans.due} nulls last, ${plans.id} limit 1)
    else (select ${own} from ${assignments} where ${assignments.organizationId} = ${organizationId}
      and ${assignments.workloadId} = ${workloads.workloadId}) end)`;
  return {
    hasOpenPlan,
    assignee: shown(sql`${plans.assignee}`, sql`${assignments.assignee}`),
    due: shown(sql`${plans.due}`, sql`${assignments.due}`),
  };
}
