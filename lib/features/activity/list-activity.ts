import type { Context } from '@/lib/features/context';
import { ACTIVITY_TABLE, type ActivityRow, type Facets, type TableQuery } from '@/lib/contract';
import { schema } from '@/lib/platform/database';
import type { Listing } from '@/lib/platform/database/listing';
import { readFacets } from '@/lib/platform/database/listing-facets';
import { inOrder, readListingIds, type Page } from '@/lib/platform/database/listing-pages';
import { eq, inArray, sql } from '@/lib/platform/database/sql';
import { namesByEmail } from './actor-names';

/**
 * One page of the organization's activity, latest first by default.
 * *Errors*: `bad-request` for an unknown `startingAfter`.
 */
export async function listActivity(
  ctx: Context,
  input: Page & { query: TableQuery },
): Promise<ActivityRow[]> {
  const { db } = ctx.store;
  const ids = await readListingIds(db, activityListing(ctx), input.query, input);
  const names = namesByEmail(ctx);
  const rows = await db
    .select({ entry: activity, name: names.name })
    .from(activity)
    .leftJoin(names, eq(names.email, activity.actor))
    .where(inArray(activity.id, ids));
  return inOrder(ids, rows, ({ entry }) => entry.id).map(toWire);
}

/** Counts the entries for each filter value. */
export async function activityFacets(
  ctx: Context,
  { query }: { query: TableQuery },
): Promise<Facets> {
  return readFacets(ctx.store.db, activityListing(ctx), query);
}

const { activity } = schema;

function activityListing(ctx: Context): Listing {
  const names = namesByEmail(ctx);
  return {
    schema: ACTIVITY_TABLE,
    id: activity.id,
    table: activity,
    joins: sql`left join ${names} on ${names.email} = ${activity.actor}`,
    scope: eq(activity.organizationId, ctx.organization.id),
    filters: { action: activity.action },
    idFilters: { audit_id: activity.auditId },
    search: [activity.actor, sql`${names.name}`, activity.address, sql`${activity.details}::text`],
    sorts: { at: { by: activity.at } },
  };
}

type Row = { entry: typeof activity.$inferSelect; name: string | null };

function toWire({ entry: row, name }: Row): ActivityRow {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: row.actor,
    actor_name: name,
    action: row.action,
    audit_id: row.auditId,
    address: row.address,
    request_id: row.requestId,
    seq: row.seq,
    hash: row.hash,
    previous_hash: row.previousHash,
    details: row.details,
  };
}
