import type { Context } from '@/lib/features/context';
import type { Facets, TableQuery } from '@/lib/contract';
import { schema } from '@/lib/platform/database';
import { readFacets } from '@/lib/platform/database/listing-facets';
import { eq, sql } from '@/lib/platform/database/sql';
import { planKeys, replacementsListing } from './replacements-listing';

const { replacements } = schema;

/** Counts the plans for each filter value. A holder's label comes from the latest plan that has it. */
export async function replacementFacets(
  ctx: Context,
  { query }: { query: TableQuery },
): Promise<Facets> {
  const found = await readFacets(ctx.store.db, replacementsListing(ctx), query);
  const names = await holderNames(ctx);
  const holder = (found.facets.holder ?? [])
    .map(({ value, count }) => ({ value, count, label: names.get(value) ?? value }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
  return { ...found, facets: { ...found.facets, holder } };
}

async function holderNames(ctx: Context): Promise<Map<string, string>> {
  const rows = await ctx.store.db
    .selectDistinctOn([sql`k ->> 'holder_id'`], {
      id: sql<string>`k ->> 'holder_id'`,
      name: sql<string>`coalesce(k ->> 'holder_name', k ->> 'holder_email', k ->> 'holder_id')`,
    })
    .from(sql`${replacements}, ${planKeys()} as k`)
    .where(eq(replacements.organizationId, ctx.organization.id))
    .orderBy(sql`k ->> 'holder_id'`, sql`${replacements.createdAt} desc`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
