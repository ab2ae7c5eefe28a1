import { partsOf, type AuditId } from '@/lib/domain/core';
import type { Workload } from '@/lib/domain/policy';
import { bulkInsert, schema } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import type { InPart } from './in-part';

const { auditWorkloads } = schema;

/** Rows per statement, few enough not to block other queries for long. */
const ROWS_A_STATEMENT = 1000;

/** Replaces the workloads of an audit by those of its latest evaluation. */
export async function writeWorkloads(
  inPart: InPart,
  auditId: AuditId,
  workloads: readonly Workload[],
): Promise<void> {
  await inPart(async (tx) => {
    await tx.delete(auditWorkloads).where(eq(auditWorkloads.auditId, auditId));
  });
  const rows = workloads.map((workload) => ({
    auditId,
    workloadId: workload.id,
    name: workload.name,
    hasPurpose: workload.hasPurpose,
    keyIds: [...workload.keys],
    keys: workload.keys.length,
    keysToReplace: workload.keysToReplace,
    holders: workload.holders,
    access: workload.access,
    severity: workload.severity,
    priority: workload.priority,
    oldestAt: workload.oldestAt,
    serviceTokenId: workload.serviceToken?.id ?? null,
    serviceTokenName: workload.serviceToken?.name ?? null,
  }));
  for (const part of partsOf(rows, ROWS_A_STATEMENT)) {
    await inPart((tx) => bulkInsert(tx, auditWorkloads, part));
  }
}
