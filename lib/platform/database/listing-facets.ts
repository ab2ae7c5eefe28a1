import type { Facets, TableQuery } from '@/lib/contract';
import { and, sql, type SQL } from 'drizzle-orm';
import {
  effectiveFilters,
  filterCondition,
  listingFrom,
  searchCondition,
  textArray,
  type Listing,
} from './listing';
import type { Database } from './index';

/**
 * Counts how many rows each filter value would show, ignoring the facet's own filter.
 *
 * One scan groups the rows into their few combinations of values, and all facets are counted from those. So
 * the cost doesn't depend on the number of facets.
 */
export async function readFacets(
  db: Database,
  listing: Listing,
  query: TableQuery,
): Promise<Facets> {
  const names = facetNames(listing);
  const rows = await db.transaction(async (tx) => {
    // The planner assumes one group per creation time. With less memory it would sort 100,000 rows instead
    // of hashing them, which takes three times as long.
    await tx.execute(sql`set local work_mem = '64MB'`);
    return tx
      .select({
        facet: sql<string>`f.facet`,
        value: sql<string>`f.value`,
        count: sql<number>`f.n::int`,
      })
      .from(sql`(${facetsSql(listing, query, names)}) as f`);
  });

  const of = (facet: string): number => rows.find((row) => row.facet === facet)?.count ?? 0;
  return {
    total: of('#total'),
    unfiltered: of('#unfiltered'),
    facets: Object.fromEntries(
      names.map((name) => {
        const found = rows.filter((row) => row.facet === name);
        return [name, valuesOf(listing.schema.filters[name], found)];
      }),
    ),
  };
}

/** The most values in a facet of an open set. */
const MOST_VALUES = 500;

/** Lists a closed set in its order, including zero counts, and an open set by descending count. */
function valuesOf(
  known: readonly string[] | undefined,
  found: readonly { value: string; count: number }[],
): { value: string; count: number }[] {
  if (known === undefined)
    return found
      .map(({ value, count }) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, MOST_VALUES);
  const counts = new Map(found.map(({ value, count }) => [value, count]));
  return known.map((value) => ({ value, count: counts.get(value) ?? 0 }));
}

const facetNames = (listing: Listing): string[] => [
  ...Object.keys(listing.filters),
  ...Object.keys(listing.listFilters ?? {}),
  ...(listing.countedIds ?? []),
];

/** The expression that a facet counts. Ids are compared as text, whatever their column's type. */
function facetExpression(listing: Listing, name: string): SQL {
  const id = listing.idFilters[name];
  if (id !== undefined) return sql`${id}::text`;
  return sql`${listing.filters[name] ?? listing.listFilters?.[name] ?? listing.idListFilters?.[name]}`;
}

/** True if a row can have several values of this filter. */
const isList = (listing: Listing, name: string): boolean =>
  name in (listing.listFilters ?? {}) || name in (listing.idListFilters ?? {});

function facetsSql(listing: Listing, query: TableQuery, names: readonly string[]): SQL {
  const filters = effectiveFilters(listing, query);
  const uncounted = [
    ...Object.keys(listing.idFilters),
    ...Object.keys(listing.idListFilters ?? {}),
  ].filter((name) => !names.includes(name));
  const ids = uncounted.flatMap((name) => {
    const values = filters[name];
    return values === undefined ? [] : [filterCondition(listing, name, values)];
  });
  const base = and(listing.scope, searchCondition(listing, query.q), ...ids) ?? sql`true`;
  const columns = names.map(
    (name, index) => sql`${facetExpression(listing, name)} as ${identifier(index)}`,
  );
  const ordinals = sql.raw(names.map((_, index) => String(index + 1)).join(', '));
  const from = listingFrom(listing);

  const counted = names.map((name, index) => {
    const where = comboWhere(listing, filters, names, name);
    const facet = sql`${name}::text as facet`;
    return isList(listing, name)
      ? sql`select ${facet}, u.value, sum(n) as n from combos, unnest(${identifier(index)}) as u(value) where ${where} group by 2`
      : sql`select ${facet}, ${identifier(index)} as value, sum(n) as n from combos where ${where} group by 2`;
  });
  const defaults = listing.defaults ?? {};
  const narrowed = ids.length > 0 || (query.q !== null && query.q !== '');
  const unfiltered = narrowed
    ? sql`select '#unfiltered', '', count(*) from ${listing.table} where ${and(
        listing.scope,
        ...Object.entries(defaults).map(([name, values]) => filterCondition(listing, name, values)),
      )}`
    : sql`select '#unfiltered', '', coalesce(sum(n), 0) from combos where ${comboWhere(listing, defaults, names, null)}`;
  const total = sql`select '#total', '', coalesce(sum(n), 0) from combos where ${comboWhere(listing, filters, names, null)}`;
  return sql`with combos as materialized (
    select ${sql.join(columns, sql`, `)}, count(*) as n from ${from} where ${base} group by ${ordinals}
  ) ${sql.join([...counted, unfiltered, total], sql` union all `)}`;
}

/** The filters on the grouped columns, except the one named `without`. */
function comboWhere(
  listing: Listing,
  filters: Readonly<Record<string, readonly string[]>>,
  names: readonly string[],
  without: string | null,
): SQL {
  const parts = names.flatMap((name, index) => {
    const values = filters[name];
    if (values === undefined || name === without) return [];
    return isList(listing, name)
      ? [sql`${identifier(index)} && ${textArray(values)}`]
      : [sql`${identifier(index)} = any(${textArray(values)})`];
  });
  return and(...parts) ?? sql`true`;
}

const identifier = (index: number): SQL => sql.raw(`f${index}`);
