import { findLatestAudit } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { WorkloadDecisionRow } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { bulkInsert, schema, type Transaction } from '@/lib/platform/database';
import { and, eq, inArray, sql } from '@/lib/platform/database/sql';

const { auditWorkloads, workloadDecisions } = schema;

export type StoredDecision = typeof workloadDecisions.$inferSelect;
type NewDecision = Pick<StoredDecision, 'subject' | 'subjectName' | 'workloadId' | 'name'>;

/**
 * Workloads of the latest audit by id.
 * *Errors*: `not-found` if one of them isn't in it; nothing may have been changed yet.
 */
export async function findWorkloads(
  tx: Transaction,
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, typeof auditWorkloads.$inferSelect>> {
  const audit = await findLatestAudit(ctx, tx);
  const rows =
    audit === null
      ? []
      : await tx
          .select()
          .from(auditWorkloads)
          .where(
            and(eq(auditWorkloads.auditId, audit.id), inArray(auditWorkloads.workloadId, [...ids])),
          );
  const found = new Map(rows.map((row) => [row.workloadId, row]));
  if (ids.every((id) => found.has(id))) return found;
  throw new AppError(
    'not-found',
    'One of these workloads isn’t in the latest audit. Nothing was changed. Reload the workloads and try again.',
  );
}

/** Stores decisions; each replaces an earlier one about the same subject. */
export async function storeDecisions(
  tx: Transaction,
  ctx: Context,
  decisions: readonly NewDecision[],
): Promise<StoredDecision[]> {
  const rows = decisions.map((decision) => ({
    ...decision,
    organizationId: ctx.organization.id,
    author: ctx.actor.label,
    at: ctx.now(),
  }));
  await bulkInsert(tx, workloadDecisions, rows, {
    onConflict: sql`(organization_id, subject) do update set subject_name = excluded.subject_name,
      workload_id = excluded.workload_id, name = excluded.name, author = excluded.author,
      at = excluded.at`,
  });
  return rows;
}

export function toWireDecision(row: StoredDecision): WorkloadDecisionRow {
  return {
    subject: row.subject,
    subject_name: row.subjectName,
    workload_id: row.workloadId,
    workload: row.name,
    author: row.author,
    at: row.at.toISOString(),
  };
}
