import { requireAudit } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { listKeys } from '@/lib/features/keys';
import type { WorkloadDecisionRow, WorkloadDetail } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { followDecisions } from '@/lib/domain/policy';
import { schema } from '@/lib/platform/database';
import { desc, eq } from '@/lib/platform/database/sql';
import { readToReplace } from './read-to-replace';
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
  const [read] = await readToReplace(ctx, audit, await readWorkloads(ctx, audit, ids));
  if (read === undefined) throw new AppError('not-found', 'This workload isn’t in this audit.');
  const firstKeys = await listKeys(ctx, {
    auditId: audit.id,
    query: { q: null, filters: { id: read.workload.keyIds }, sort: BY_RISK },
    limit: FIRST_KEYS,
    startingAfter: null,
  });
  return {
    ...read.workload.row,
    first_keys: firstKeys,
    unplanned_key_ids: read.unplanned.map(({ id }) => id),
    decisions: await readDecisions(ctx, input.workloadId),
  };
}

/** The decisions of which a workload consists, also those about keys that this audit didn't see. */
async function readDecisions(ctx: Context, workloadId: string): Promise<WorkloadDecisionRow[]> {
  const { workloadDecisions } = schema;
  const rows = await ctx.store.db
    .select()
    .from(workloadDecisions)
    .where(eq(workloadDecisions.organizationId, ctx.organization.id))
    .orderBy(desc(workloadDecisions.at), workloadDecisions.subject);
  const decisions = new Map(
    rows.map((row) => [row.subject, { workload: row.workloadId, name: row.name }]),
  );
  return rows
    .filter(({ subject }) => followDecisions(subject, decisions)?.workload === workloadId)
    .map((row) => ({
      subject: row.subject,
      subject_name: row.subjectName,
      workload_id: row.workloadId,
      workload: row.name,
      author: row.author,
      at: row.at.toISOString(),
    }));
}
