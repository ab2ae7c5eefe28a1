import { AppError } from '@/lib/domain/core';
import type { TableQuery, TableSchema } from '@/lib/contract';
import { and, or, sql, type Column, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { containsText } from './search-text';

/** A column or an expression over the columns of a listing. */
type Expression = SQL | Column;

/**
 * How a table of the contract is read from SQL. Every name that comes from outside is looked up
 * here and in `schema`; nothing of it is ever put into SQL as text.
 */
export type Listing = {
  schema: TableSchema;
  /** Tells rows apart, within `scope`; also the last word of every order. */
  id: Column;
  table: PgTable;
  /** What else stands after FROM, each with its ON. */
  joins?: SQL;
  /** Which rows there are at all: those of one audit. */
  scope: SQL;
  /** Filters with one value a row. The expression is never null. */
  filters: Readonly<Record<string, Expression>>;
  /** Filters with several values a row, as `text[]`. */
  listFilters?: Readonly<Record<string, Expression>>;
  /** Filters by id, which is no closed set. */
  idFilters: Readonly<Record<string, Column>>;
  /** Filters by id with several ids a row, as `text[]`. */
  idListFilters?: Readonly<Record<string, Expression>>;
  /** Filters by id that have a facet all the same: of few ids, worth choosing from. */
  countedIds?: readonly string[];
  /** Filters that hold until the query sets its own. */
  defaults?: Readonly<Record<string, readonly string[]>>;
  /** What the search looks into. */
  search: readonly Expression[];
  /** `flipped`: a rank whose first is the greatest, so that `desc` starts at 0. */
  sorts: Readonly<Record<string, { by: Expression; flipped?: boolean }>>;
  /** What orders rows whose sort value is the same, before `id` does. Ascending; never null. */
  ties?: readonly Expression[];
};

/** What stands after FROM. */
export function listingFrom(listing: Listing): SQL {
  return sql`${listing.table} ${listing.joins ?? sql``}`;
}

/** The filters and the search of `query`, with `scope`, as one condition. */
export function listingWhere(listing: Listing, query: TableQuery): SQL {
  const filters = effectiveFilters(listing, query);
  const parts = [
    listing.scope,
    searchCondition(listing, query.q),
    ...Object.entries(filters).map(([name, values]) => filterCondition(listing, name, values)),
  ];
  return and(...parts) ?? sql`true`;
}

/** The order of `query`: nulls last whichever way, then what the listing says of ties, then id. */
export function listingOrder(listing: Listing, query: TableQuery): SQL[] {
  const { by, ascending } = sortOf(listing, query);
  return [
    ascending ? sql`${by} asc nulls last` : sql`${by} desc nulls last`,
    ...tieBreakers(listing).map((tie) => sql`${tie} asc`),
  ];
}

/**
 * The condition for the rows that come after `startingAfter`, whose sort value has just been looked
 * up: `sortIsNull` says whether it was null. The value itself stays in the database, so that
 * neither rounding of times nor collation can move the place.
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

/** The expression that says whether a row's sort value is null. */
export function listingSortIsNull(listing: Listing, query: TableQuery): SQL<boolean> {
  return sql<boolean>`${sortOf(listing, query).by} is null`;
}

/** The row with this id. Compared as text: what is no UUID is then no row, and no error. */
export function listingIdIs(listing: Listing, id: string): SQL {
  return sql`${idText(listing)} = ${id}`;
}

const tieBreakers = (listing: Listing): SQL[] => [
  ...(listing.ties ?? []).map((tie) => sql`${tie}`),
  idText(listing),
];

const idText = (listing: Listing): SQL => sql`${listing.id}::text`;

/** The filters that apply: those of the query, and the defaults of those that it does not set. */
export function effectiveFilters(
  listing: Listing,
  query: TableQuery,
): Readonly<Record<string, readonly string[]>> {
  return { ...listing.defaults, ...query.filters };
}

/** The condition of one filter. *Errors*: `bad-request` for a filter that the table lacks. */
export function filterCondition(
  listing: Listing,
  name: string,
  values: readonly string[],
): SQL | undefined {
  const one = own(listing.filters, name) ?? own(listing.idFilters, name);
  if (one !== undefined) return sql`${one}::text = any(${textArray(values)})`;
  const list = own(listing.listFilters ?? {}, name) ?? own(listing.idListFilters ?? {}, name);
  if (list === undefined) {
    throw new AppError('bad-request', `This table has no filter "${name.slice(0, 60)}".`);
  }
  return sql`${list} && ${textArray(values)}`;
}

/** The condition of the search: a case-insensitive substring of any searched column. */
export function searchCondition(listing: Listing, q: string | null): SQL | undefined {
  if (q === null || q === '') return undefined;
  if (q.includes('\0')) return sql`false`;
  return or(...listing.search.map((column) => containsText(column, q)));
}

/** A closed set as its position, for sorting; null for what is not in it. */
export function rankOf(column: Expression, values: readonly string[]): SQL {
  return sql`array_position(${textArray(values)}, ${column})`;
}

/** Values as a `text[]` of PostgreSQL. */
export function textArray(values: readonly string[]): SQL {
  // PostgreSQL's text holds no NUL: such a value can match nothing, and would be refused.
  const possible = values.filter((value) => !value.includes('\0'));
  if (possible.length === 0) return sql`'{}'::text[]`;
  return sql`array[${sql.join(
    possible.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;
}

/** Text in an order that is the same on every database, letters' case aside. */
export function textOrder(column: Expression): SQL {
  return sql`lower(${column}) collate "C"`;
}

function sortOf(listing: Listing, query: TableQuery): { by: Expression; ascending: boolean } {
  const sort = own(listing.sorts, query.sort.column);
  if (sort === undefined) {
    throw new AppError(
      'bad-request',
      `This table cannot be sorted by "${query.sort.column.slice(0, 60)}".`,
    );
  }
  return { by: sort.by, ascending: (query.sort.direction === 'asc') !== (sort.flipped ?? false) };
}

/** A lookup that `constructor` and its like do not fool. */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
