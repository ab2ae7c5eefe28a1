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
  /** The ids of the rows that match the search, if they are known already. */
  found?: readonly string[] | null;
  sorts: Readonly<Record<string, Sort>>;
  /** Orders rows with equal sort values, before `id` does. Never null. */
  ties?: readonly Expression[];
};

/** One way to sort a listing. */
export type Sort = {
  by: Expression;
  /** For ranks whose first value is the greatest, so that `desc` starts at 0. */
  flipped?: boolean;
  /**
   * The direction in which ties ascend; in the other one they descend. So an index over the columns of `scope`,
   * `by` in this direction, and `ties` serves both. Without it, ties always ascend.
   */
  natural?: 'asc' | 'desc';
  /** Replaces the ties of the listing. */
  ties?: readonly Expression[];
};

/** Consecutive rows of a listing: they match `where`, and `orderBy` is an order that an index can have. */
type Stretch = { where: SQL | undefined; orderBy: SQL };

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

/**
 * The order of `query` as stretches, one after the other: rows with a sort value, then those without. Rows
 * with equal sort values are ordered by `ties`, then id. After a row, `place`, the rest of its ties comes first.
 * Its values stay in the database, so that rounding of times or collation can't shift the position.
 */
export function listingStretches(
  listing: Listing,
  query: TableQuery,
  place: { id: string; sortIsNull: boolean } | null,
): Stretch[] {
  const { by, ascending, natural, ties } = sortOf(listing, query);
  const list = sql.join(ties, sql`, `);
  const inOrder = (sort: boolean, tie: boolean): SQL =>
    sql.join([direction(sql`${by}`, sort), ...ties.map((one) => direction(one, tie))], sql`, `);
  const tiesAscend = natural === undefined || ascending === (natural === 'asc');
  // Equal values may be ordered either way, so the index reads the nulls forward.
  const nulls = { where: sql`${by} is null`, orderBy: inOrder(natural !== 'desc', true) };
  const valued = { where: sql`${by} is not null`, orderBy: inOrder(ascending, tiesAscend) };
  if (place === null) return [valued, nulls];
  const ofPlace = (values: SQL) =>
    sql`(select ${values} from ${listing.table} where ${listing.scope} and ${listingIdIs(listing, place.id)})`;
  if (place.sortIsNull)
    return [{ ...nulls, where: and(nulls.where, sql`(${list}) > ${ofPlace(list)}`) }];
  const later = (ascend: boolean) => sql.raw(ascend ? '>' : '<');
  const value = ofPlace(sql`${by}`);
  return [
    {
      where: sql`${by} = ${value} and (${list}) ${later(tiesAscend)} ${ofPlace(list)}`,
      orderBy: inOrder(ascending, tiesAscend),
    },
    { ...valued, where: sql`${by} ${later(ascending)} ${value}` },
    nulls,
  ];
}

const direction = (by: SQL, ascending: boolean): SQL => (ascending ? sql`${by}` : sql`${by} desc`);

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
  if (listing.found != null) return sql`${listing.id} = any(${textArray(listing.found)})`;
  return or(...listing.search.map((column) => containsText(column, q)));
}

/**
 * The position of a value in its closed set, for sorting. Null for other values. The set is part of the
 * text, so that the expression is the same as that of an index.
 */
export function rankOf(column: Expression, values: readonly string[]): SQL {
  const names = values.map((value) => `'${value.replaceAll("'", "''")}'`);
  return sql`array_position(array[${sql.raw(names.join(', '))}]::text[], ${column})`;
}

/** Values as a PostgreSQL `text[]`, in one parameter. */
export function textArray(values: readonly string[]): SQL {
  // PostgreSQL rejects NUL in text. Such a value can't match anything, so leave it out.
  return sql`${sql.param(values.filter((value) => !value.includes('\0')))}::text[]`;
}

/** Sorts text case-insensitively and in the same order on every database. */
export function textOrder(column: Expression): SQL {
  return sql`lower(${column}) collate "C"`;
}

function sortOf(listing: Listing, query: TableQuery) {
  const sort = own(listing.sorts, query.sort.column);
  if (sort === undefined) {
    throw new AppError(
      'bad-request',
      `This table can’t be sorted by “${query.sort.column.slice(0, 60)}”.`,
    );
  }
  const ties = sort.ties ?? listing.ties ?? [];
  return {
    by: sort.by,
    ascending: (query.sort.direction === 'asc') !== (sort.flipped ?? false),
    natural: sort.natural,
    ties: [...ties.map((tie) => sql`${tie}`), idText(listing)],
  };
}

/** Ignores inherited properties such as `constructor`. */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
