import { requireAudit } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { readListingIds } from '@/lib/platform/database/listing-pages';
import { readToReplace } from './read-to-replace';
import { readWorkloads } from './read-workloads';
import { workloadsListing } from './workloads-listing';

const TO_REPLACE = {
  q: null,
  filters: { to_replace: ['yes'] },
  sort: { column: 'priority', direction: 'asc' },
} as const;

/**
 * The riskiest workloads with keys to replace: the keys that still need a plan, and the open plans of the others.
 * Looks at the first `among` workloads.
 * *Errors*: `not-found`.
 */
export async function listToReplace(ctx: Context, input: { auditId: string; among: number }) {
  const audit = await requireAudit(ctx, input.auditId);
  const page = { limit: input.among, startingAfter: null };
  const ids = await readListingIds(ctx.store.db, workloadsListing(ctx, audit), TO_REPLACE, page);
  const read = await readToReplace(ctx, audit, await readWorkloads(ctx, audit, ids));
  return read.map(({ workload, unplanned, planned }) => ({
    row: workload.row,
    unplanned,
    openPlans: workload.plans
      .filter(({ stage }) => stage !== 'done')
      .map(({ id, keyIds }) => ({
        id,
        keys: planned.filter((key) => keyIds.includes(key.id)),
      }))
      .filter(({ keys }) => keys.length > 0),
  }));
}
