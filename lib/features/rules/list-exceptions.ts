import type { Context } from '@/lib/features/context';
import type { ExceptionRow, TableQuery } from '@/lib/contract';
import { schema } from '@/lib/platform/database';
import { inOrder, readListingIds, type Page } from '@/lib/platform/database/listing-pages';
import { inArray } from '@/lib/platform/database/sql';
import { exceptionsListing, toWireException } from './exceptions-listing';

/**
 * One page of the accepted risks, with their current state.
 * *Errors*: `bad-request` for an unknown `startingAfter`.
 */
export async function listExceptions(
  ctx: Context,
  input: Page & { query: TableQuery },
): Promise<ExceptionRow[]> {
  const { db } = ctx.store;
  const ids = await readListingIds(db, exceptionsListing(ctx), input.query, input);
  const { exceptions } = schema;
  const rows = await db.select().from(exceptions).where(inArray(exceptions.id, ids));
  const now = ctx.now();
  return inOrder(ids, rows, (row) => row.id).map((row) => toWireException(row, now));
}
