import type { AuditId } from '@/lib/domain/core';
import type { Workload } from '@/lib/domain/policy';
import { bulkInsert, schema, type Transaction } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';

const { auditWorkloads } = schema;

/** Replaces the workloads of an audit by those of its latest evaluation. */
export async function writeWorkloads(
  tx: Transaction,
  auditId: AuditId,
  workloads: readonly Workload[],
): Promise<void> {
  await tx.delete(auditWorkloads).where(eq(auditWorkloads.auditId, auditId));
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
  await bulkInsert(tx, auditWorkloads, rows);
}
