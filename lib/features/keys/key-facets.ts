import { keptCounts, requireAudit } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { Facets, TableQuery } from '@/lib/contract';
import { readFacets } from '@/lib/platform/database/listing-facets';
import { searchedListing, timeOfAudit } from './list-keys';

/**
 * Counts the keys for each filter value, ignoring that filter's own selection.
 * *Errors*: `not-found`; `bad-request` for an unknown filter.
 */
export async function keyFacets(
  ctx: Context,
  input: { auditId: string; query: TableQuery },
): Promise<Facets> {
  const audit = await requireAudit(ctx, input.auditId);
  const now = timeOfAudit(ctx, audit);
  const { q, filters } = input.query;
  return keptCounts(ctx, audit.id, ['keys', q, filters], async () =>
    readFacets(ctx.store.db, await searchedListing(ctx, audit, now, input.query), input.query),
  );
}
