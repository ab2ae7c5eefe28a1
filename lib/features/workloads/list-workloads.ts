import { requireAudit, type AuditRow } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { Facets, TableQuery, WorkloadRow } from '@/lib/contract';
import { readFacets } from '@/lib/platform/database/listing-facets';
import { readListingIds, streamListing, type Page } from '@/lib/platform/database/listing-pages';
import { readWorkloads } from './read-workloads';
import { workloadsListing } from './workloads-listing';

/**
 * One filtered and sorted page of an audit's workloads.
 * *Errors*: `not-found`; `bad-request` for an unknown `startingAfter`, filter, or sort.
 */
export async function listWorkloads(
  ctx: Context,
  input: Page & { auditId: string; query: TableQuery },
): Promise<WorkloadRow[]> {
  const audit = await requireAudit(ctx, input.auditId);
  const ids = await readListingIds(ctx.store.db, workloadsListing(ctx, audit), input.query, input);
  return readRows(ctx, audit, ids);
}

/** Counts the workloads for each filter value, ignoring that filter's own selection. */
export async function workloadFacets(
  ctx: Context,
  input: { auditId: string; query: TableQuery },
): Promise<Facets> {
  const audit = await requireAudit(ctx, input.auditId);
  return readFacets(ctx.store.db, workloadsListing(ctx, audit), input.query);
}

/** All filtered and sorted workloads of an audit, in batches to limit memory. */
export async function* streamWorkloads(
  ctx: Context,
  input: { auditId: string; query: TableQuery },
): AsyncIterable<WorkloadRow[]> {
  const audit = await requireAudit(ctx, input.auditId);
  const listing = workloadsListing(ctx, audit);
  yield* streamListing(ctx.store.db, listing, input.query, (ids) => readRows(ctx, audit, ids));
}

async function readRows(
  ctx: Context,
  audit: AuditRow,
  ids: readonly string[],
): Promise<WorkloadRow[]> {
  return (await readWorkloads(ctx, audit, ids)).map(({ row }) => row);
}
