import type { AuditRow } from '@/lib/features/audits';
import { WORKLOADS_TABLE } from '@/lib/contract';
import { ACCESS_LEVELS, SEVERITIES } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { rankOf, textOrder, type Listing } from '@/lib/platform/database/listing';
import { eq, sql } from '@/lib/platform/database/sql';

const { auditWorkloads: workloads } = schema;

/** Defines how the workloads table is queried. */
export function workloadsListing(audit: AuditRow): Listing {
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
    },
    idFilters: { id: workloads.workloadId },
    search: [workloads.name, workloads.serviceTokenName],
    sorts: {
      priority: { by: workloads.priority },
      severity: { by: rankOf(workloads.severity, SEVERITIES), flipped: true },
      name: { by: textOrder(workloads.name) },
      keys: { by: workloads.keys },
      holders: { by: workloads.holders },
      access: { by: rankOf(workloads.access, KNOWN_ACCESS), flipped: true },
      oldest: { by: workloads.oldestAt },
    },
    ties: [workloads.priority],
  };
}

/** Unknown access sorts last, like every null. */
const KNOWN_ACCESS = ACCESS_LEVELS.filter((level) => level !== 'unknown');
