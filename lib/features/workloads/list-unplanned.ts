import { requireAudit } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { readListingIds } from '@/lib/platform/database/listing-pages';
import { readUnplanned } from './read-unplanned';
import { readWorkloads } from './read-workloads';
import { workloadsListing } from './workloads-listing';

const TO_REPLACE = {
  q: null,
  filters: { to_replace: ['yes'] },
  sort: { column: 'priority', direction: 'asc' },
} as const;

/**
 * The riskiest workloads with the keys that still need a plan. Looks at the first `among` workloads with keys to
 * replace, and leaves out those whose keys all have a plan.
 * *Errors*: `not-found`.
 */
export async function listUnplanned(ctx: Context, input: { auditId: string; among: number }) {
  const audit = await requireAudit(ctx, input.auditId);
  const page = { limit: input.among, startingAfter: null };
  const ids = await readListingIds(ctx.store.db, workloadsListing(ctx, audit), TO_REPLACE, page);
  const read = await readUnplanned(ctx, audit, await readWorkloads(ctx, audit, ids));
  return read
    .filter(({ keys }) => keys.length > 0)
    .map(({ workload, keys }) => ({ row: workload.row, keys }));
}
