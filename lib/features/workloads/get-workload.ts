import { requireAudit } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { listKeys } from '@/lib/features/keys';
import type { WorkloadDetail } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { readUnplanned } from './read-unplanned';
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
  const [read] = await readUnplanned(ctx, audit, await readWorkloads(ctx, audit, ids));
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
    unplanned_key_ids: read.keys.map(({ id }) => id),
  };
}
