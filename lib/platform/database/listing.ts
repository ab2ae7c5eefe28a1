import { AppError } from '@/lib/domain/core';
import type { TableQuery, TableSchema } from '@/lib/contract';
import { and, or, sql, type Column, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { containsText } from './search-text';

/** A column, or an expression over the columns of a listing. */
type Expression = SQL | Column;

/**
 * How SQL reads a table of the contract. Every name from outside is looked up here and in `schema`, and
 * never becomes part of the SQL text.
 */
export type Listing = {
  schema: TableSchema;
  /** Identifies a row within `scope`, and is the last sort key of every order. */
  id: Column;
  table: PgTable;
  /** More tables for the FROM clause, each with its ON. */
  joins?: SQL;
  /** Restricts the listing to its rows, for example those of one audit. */
  scope: SQL;
  /** Filters with one value per row. The expression is never null. */
  filters: Readonly<Record<string, Expression>>;
  /** Filters with several values per row, as `text[]`. */
  listFilters?: Readonly<Record<string, Expression>>;
  /** Filters by id, which isn't a closed set. */
  idFilters: Readonly<Record<string, Column>>;
  /** Filters by id with several ids per row, as `text[]`. */
  idListFilters?: Readonly<Record<string, Expression>>;
  /** Filters by id that still have a facet, because they have few ids to choose from. */
  countedIds?: readonly string[];
  /** Filters that apply unless the query sets its own. */
  defaults?: Readonly<Record<string, readonly string[]>>;
  /** The columns that the search looks in. */
  search: readonly Expression[];
  /** `flipped` is for ranks whose first value is the greatest, so that `desc` starts at 0. */
  sorts: Readonly<Record<string, { by: Expression; flipped?: boolean }>>;
  /** Orders rows with equal sort values, before `id` does. Ascending; never null. */
  ties?: readonly Expression[];
};

/** The tables of the FROM clause. */
export function listingFrom(listing: Listing): SQL {
  return sql`${listing.table} ${listing.joins ?? sql``}`;
}

/** Combines `scope`, the filters and the search of `query` into one condition. */
export function listingWhere(listing: Listing, query: TableQuery): SQL {
  const filters = effectiveFilters(listing, query);
  const parts = [
    listing.scope,
    searchCondition(listing, query.q),
    ...Object.entries(filters).map(([name, values]) => filterCondition(listing, name, values)),
  ];
  return and(...parts) ?? sql`true`;
}

/** The order of `query`: nulls last in both directions, then `ties`, then id. */
export function listingOrder(listing: Listing, query: TableQuery): SQL[] {
  const { by, ascending } = sortOf(listing, query);
  return [
    ascending ? sql`${by} asc nulls last` : sql`${by} desc nulls last`,
    ...tieBreakers(listing).map((tie) => sql`${tie} asc`),
  ];
}

/**
 * The condition for the rows after `startingAfter`, whose sort value is null if `sortIsNull`. The value
 * itself stays in the database, so that rounding of times or collation can't shift the position.
 */
export function listingAfter(
  listing: Listing,
  query: TableQuery,
  startingAfter: string,
  sortIsNull: boolean,
): SQL {
  const { by, ascending } = sortOf(listing, query);
  const ofPlace = (values: SQL) =>
    sql`(select ${values} from ${listing.table} where ${listing.scope} and ${listingIdIs(listing, startingAfter)})`;
  const ties = sql.join(tieBreakers(listing), sql`, `);
  const later = sql`(${ties}) > ${ofPlace(ties)}`;
  if (sortIsNull) return sql`(${by} is null and ${later})`;
  const place = ofPlace(sql`${by}`);
  const further = ascending ? sql`${by} > ${place}` : sql`${by} < ${place}`;
  return sql`(${further} or (${by} = ${place} and ${later}) or ${by} is null)`;
}

/** An expression that is true if a row's sort value is null. */
export function listingSortIsNull(listing: Listing, query: TableQuery): SQL<boolean> {
  return sql<boolean>`${sortOf(listing, query).by} is null`;
}

/**
 * The condition for the row with this id. Ids are compared as text, so an invalid UUID matches no row
 * instead of causing an error.
 */
export function listingIdIs(listing: Listing, id: string): SQL {
  return sql`${idText(listing)} = ${id}`;
}

const tieBreakers = (listing: Listing): SQL[] => [
  ...(listing.ties ?? []).map((tie) => sql`${tie}`),
  idText(listing),
];

const idText = (listing: Listing): SQL => sql`${listing.id}::text`;

/** The filters of the query, plus the defaults of filters that it doesn't set. */
export function effectiveFilters(
  listing: Listing,
  query: TableQuery,
): Readonly<Record<string, readonly string[]>> {
  return { ...listing.defaults, ...query.filters };
}

/** The condition of one filter. *Errors*: `bad-request` for a filter that the table doesn't have. */
export function filterCondition(
  listing: Listing,
  name: string,
  values: readonly string[],
): SQL | undefined {
  const one = own(listing.filters, name) ?? own(listing.idFilters, name);
  if (one !== undefined) return sql`${one}::text = any(${textArray(values)})`;
  const list = own(listing.listFilters ?? {}, name) ?? own(listing.idListFilters ?? {}, name);
  if (list === undefined) {
    throw new AppError('bad-request', `This table has no filter “${name.slice(0, 60)}”.`);
  }
  return sql`${list} && ${textArray(values)}`;
}

/** The condition of the search: a case-insensitive substring of any searched column. */
export function searchCondition(listing: Listing, q: string | null): SQL | undefined {
  if (q === null || q === '') return undefined;
  if (q.includes('\0')) return sql`false`;
  return or(...listing.search.map((column) => containsText(column, q)));
}

/** The position of a value in its closed set, for sorting. Null for other values. */
export function rankOf(column: Expression, values: readonly string[]): SQL {
  return sql`array_position(${textArray(values)}, ${column})`;
}

/** Values as a PostgreSQL `text[]`. */
export function textArray(values: readonly string[]): SQL {
  // PostgreSQL rejects NUL in text. Such a value can't match anything, so leave it out.
  const possible = values.filter((value) => !value.includes('\0'));
  if (possible.length === 0) return sql`'{}'::text[]`;
  return sql`array[${sql.join(
    possible.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;
}

/** Sorts text case-insensitively and in the same order on every database. */
export function textOrder(column: Expression): SQL {
  return sql`lower(${column}) collate "C"`;
}

function sortOf(listing: Listing, query: TableQuery): { by: Expression; ascending: boolean } {
  const sort = own(listing.sorts, query.sort.column);
  if (sort === undefined) {
    throw new AppError(
      'bad-request',
      `This table can’t be sorted by “${query.sort.column.slice(0, 60)}”.`,
    );
  }
  return { by: sort.by, ascending: (query.sort.direction === 'asc') !== (sort.flipped ?? false) };
}

/** Ignores inherited properties such as `constructor`. */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
