import { AppError, partsOf } from '@/lib/domain/core';
import type { TableQuery } from '@/lib/contract';
import { and, sql } from 'drizzle-orm';
import {
  listingFrom,
  listingIdIs,
  listingSortIsNull,
  listingStretches,
  listingWhere,
  type Listing,
} from './listing';
import type { Database } from './index';

export type Page = { limit: number; startingAfter: string | null };

/** Rows per batch of a stream: enough to be fast, few enough to keep memory flat. */
const STREAM_ROWS = 1000;

/** Ids per sorting pass of a stream. Each pass sorts all remaining rows, so use few passes. */
const STREAM_IDS = 10_000;

/**
 * Reads the ids of one page of a listing in order, after the row with the id `startingAfter`.
 * *Errors*: `bad-request` for an unknown position, filter or sort.
 */
export async function readListingIds(
  db: Database,
  listing: Listing,
  query: TableQuery,
  page: Page,
): Promise<string[]> {
  const rows = await (await selectPage(db, listing, query, page)).rows;
  return rows.map((row) => row.id);
}

/** The statement that reads the ids of a page. *Errors*: as `readListingIds`. */
export async function selectPage(
  db: Database,
  listing: Listing,
  query: TableQuery,
  { limit, startingAfter }: Page,
) {
  const place = startingAfter === null ? null : await placeOf(db, listing, query, startingAfter);
  const where = listingWhere(listing, query);
  // Each has its own limit, so that PostgreSQL reads one after the other and only as far as necessary.
  const stretches = listingStretches(listing, query, place).map(
    (stretch) => sql`(select ${listing.id} as id from ${listingFrom(listing)}
      where ${and(where, stretch.where)} order by ${stretch.orderBy} limit ${limit})`,
  );
  const rows = db
    .select({ id: sql<string>`page.id` })
    .from(sql`(${sql.join(stretches, sql` union all `)}) as page`)
    .limit(limit);
  return { rows };
}

/**
 * Yields all rows of a listing in order, batch by batch. `read` returns the rows of some ids.
 * *Errors*: `changed-meanwhile` if the rows changed while they were read, so that no one takes an
 * incomplete list for a complete one.
 */
export async function* streamListing<Row>(
  db: Database,
  listing: Listing,
  query: TableQuery,
  read: (ids: readonly string[]) => Promise<Row[]>,
  rowsAtOnce = STREAM_ROWS,
): AsyncGenerator<Row[]> {
  const before = await readVersion(db, listing, query);
  let count = 0;
  for await (const rows of streamBatches(db, listing, query, read, rowsAtOnce)) {
    count += rows.length;
    yield rows;
  }
  const after = await readVersion(db, listing, query);
  if (count === before.count && after.rows === before.rows) return;
  throw new AppError(
    'changed-meanwhile',
    'This file is incomplete because its rows changed during the export. Export again.',
    { message: `a listing had ${before.count} rows, ${count} were read, then ${after.count}` },
  );
}

/**
 * Returns the number of rows, and a sum over each row and the transaction that last wrote it. Equal sums
 * mean that no row was added, removed or written in between, not even with the same content.
 */
async function readVersion(
  db: Database,
  listing: Listing,
  query: TableQuery,
): Promise<{ count: number; rows: string }> {
  // Nested, because Drizzle would otherwise drop the table's name and the column would be ambiguous.
  const hash = sql`hashtextextended(${listing.id}::text, ${listing.table}.xmin::text::bigint)`;
  const [version] = await db
    .select({
      count: sql<number>`count(*)::int`,
      rows: sql<string>`coalesce(sum(${hash}), 0)::text`,
    })
    .from(listingFrom(listing))
    .where(listingWhere(listing, query));
  return version ?? { count: 0, rows: '0' };
}

async function* streamBatches<Row>(
  db: Database,
  listing: Listing,
  query: TableQuery,
  read: (ids: readonly string[]) => Promise<Row[]>,
  rowsAtOnce: number,
): AsyncGenerator<Row[]> {
  let startingAfter: string | null = null;
  for (;;) {
    const ids: string[] = await readListingIds(db, listing, query, {
      limit: STREAM_IDS,
      startingAfter,
    });
    for (const part of partsOf(ids, rowsAtOnce)) yield await read(part);
    startingAfter = ids.at(-1) ?? null;
    if (ids.length < STREAM_IDS) return;
  }
}

/** Sorts rows in the order of `ids`. Rows deleted meanwhile are left out. */
export function inOrder<Row>(
  ids: readonly string[],
  rows: readonly Row[],
  idOf: (row: Row) => string,
): Row[] {
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function placeOf(
  db: Database,
  listing: Listing,
  query: TableQuery,
  startingAfter: string,
): Promise<{ id: string; sortIsNull: boolean }> {
  const [place] = startingAfter.includes('\0')
    ? []
    : await db
        .select({ sortIsNull: listingSortIsNull(listing, query) })
        .from(listing.table)
        .where(and(listing.scope, listingIdIs(listing, startingAfter)));
  if (place === undefined) {
    throw new AppError(
      'bad-request',
      'The row in starting_after isn’t in this list. Start from the first page.',
    );
  }
  return { id: startingAfter, sortIsNull: place.sortIsNull };
}
