import { observedAt, requireAudit, type AuditRow } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { Facets, ServiceTokenRow, TableQuery } from '@/lib/contract';
import { serviceTokenId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { readFacets } from '@/lib/platform/database/listing-facets';
import {
  inOrder,
  readListingIds,
  streamListing,
  type Page,
} from '@/lib/platform/database/listing-pages';
import { and, eq, inArray } from '@/lib/platform/database/sql';
import { serviceTokensListing } from './service-tokens-listing';
import { toWireServiceToken } from './to-wire';

/**
 * One filtered and sorted page of an audit's service tokens.
 * *Errors*: `not-found`; `bad-request` for an unknown `startingAfter`, filter, or sort.
 */
export async function listServiceTokens(
  ctx: Context,
  input: Page & { auditId: string; query: TableQuery },
): Promise<ServiceTokenRow[]> {
  const audit = await requireAudit(ctx, input.auditId);
  const listing = serviceTokensListing(audit, timeOf(ctx, audit));
  const ids = await readListingIds(ctx.store.db, listing, input.query, input);
  return readTokens(ctx, audit, ids);
}

/** Counts the service tokens for each filter value, ignoring that filter's own selection. */
export async function serviceTokenFacets(
  ctx: Context,
  input: { auditId: string; query: TableQuery },
): Promise<Facets> {
  const audit = await requireAudit(ctx, input.auditId);
  const listing = serviceTokensListing(audit, timeOf(ctx, audit));
  return readFacets(ctx.store.db, listing, input.query);
}

/** All filtered and sorted service tokens of an audit, in batches to limit memory. */
export async function* streamServiceTokens(
  ctx: Context,
  input: { auditId: string; query: TableQuery },
): AsyncIterable<ServiceTokenRow[]> {
  const audit = await requireAudit(ctx, input.auditId);
  const listing = serviceTokensListing(audit, timeOf(ctx, audit));
  yield* streamListing(ctx.store.db, listing, input.query, (ids) => readTokens(ctx, audit, ids));
}

/** The time that ages are relative to: when the audit had read everything, or now while it runs. */
export function timeOf(ctx: Context, audit: AuditRow): Date {
  return observedAt(audit) ?? ctx.now();
}

async function readTokens(
  ctx: Context,
  audit: AuditRow,
  ids: readonly string[],
): Promise<ServiceTokenRow[]> {
  const { auditServiceTokens: tokens } = schema;
  const rows = await ctx.store.db
    .select()
    .from(tokens)
    .where(and(eq(tokens.auditId, audit.id), inArray(tokens.tokenId, ids.map(serviceTokenId))));
  return inOrder(ids, rows, (row) => row.tokenId).map((row) =>
    toWireServiceToken(row, timeOf(ctx, audit)),
  );
}
