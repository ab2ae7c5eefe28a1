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
 * How many rows each filter value would show, the facet's own filter left out.
 *
 * One pass over the rows folds them into the few combinations of values that there are; all facets
 * are counted from those. So the cost is one scan, whatever the number of facets.
 */
export async function readFacets(
  db: Database,
  listing: Listing,
  query: TableQuery,
): Promise<Facets> {
  const names = facetNames(listing);
  const rows = await db.transaction(async (tx) => {
    // The planner takes every moment of creation for a group of its own. With little memory it
    // would sort 100,000 rows instead of hashing them: three times as slow.
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

/** Most values that a facet of an open set gives. */
const MOST_VALUES = 500;

/** A closed set in its order, without gaps; an open one as found, the most rows first. */
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

/** What a facet counts. An id is text here, whatever its column is. */
function facetExpression(listing: Listing, name: string): SQL {
  const id = listing.idFilters[name];
  if (id !== undefined) return sql`${id}::text`;
  return sql`${listing.filters[name] ?? listing.listFilters?.[name] ?? listing.idListFilters?.[name]}`;
}

/** True where a row has several values of it. */
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

/** The filters over the folded columns, all but the one named `without`. */
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
