import { observedAt, requireAudit, type AuditRow } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { plansOf } from '@/lib/features/replacements';
import { readRevoked } from '@/lib/features/revocation';
import type { KeyRow, TableQuery } from '@/lib/contract';
import { keyId, type KeyId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { textArray, type Listing } from '@/lib/platform/database/listing';
import {
  inOrder,
  readListingIds,
  streamListing,
  type Page,
} from '@/lib/platform/database/listing-pages';
import { and, eq, sql } from '@/lib/platform/database/sql';
import { keysListing } from './keys-listing';
import { searchKeys } from './search-keys';
import { LISTED_COLUMNS, toWireKey, type KeyToday } from './to-wire';

/**
 * One filtered and sorted page of an audit's keys.
 * *Errors*: `not-found`; `bad-request` for an unknown `startingAfter`, filter, or sort.
 */
export async function listKeys(
  ctx: Context,
  input: Page & { auditId: string; query: TableQuery },
): Promise<KeyRow[]> {
  const audit = await requireAudit(ctx, input.auditId);
  const now = timeOfAudit(ctx, audit);
  const listing = await searchedListing(ctx, audit, now, input.query);
  const ids = await readListingIds(ctx.store.db, listing, input.query, input);
  return readKeys(ctx, audit, now, ids);
}

/** All filtered and sorted keys of an audit, in batches to limit memory. */
export async function* streamKeys(
  ctx: Context,
  input: { auditId: string; query: TableQuery },
): AsyncIterable<KeyRow[]> {
  const audit = await requireAudit(ctx, input.auditId);
  const now = timeOfAudit(ctx, audit);
  const listing = await searchedListing(ctx, audit, now, input.query);
  yield* streamListing(ctx.store.db, listing, input.query, (ids) => readKeys(ctx, audit, now, ids));
}

/** The listing of an audit's keys for this query, with the keys that its search finds. */
export async function searchedListing(
  ctx: Context,
  audit: AuditRow,
  now: Date,
  { q }: TableQuery,
): Promise<Listing> {
  return keysListing(audit, now, await searchKeys(ctx.store.db, audit, q));
}

/** The time that ages are relative to: when the audit had read everything, or now while it runs. */
export function timeOfAudit(ctx: Context, audit: AuditRow): Date {
  return observedAt(audit) ?? ctx.now();
}

async function readKeys(
  ctx: Context,
  audit: AuditRow,
  now: Date,
  ids: readonly string[],
): Promise<KeyRow[]> {
  const { auditKeys } = schema;
  const rows = await ctx.store.db
    .select(LISTED_COLUMNS)
    .from(auditKeys)
    .where(and(eq(auditKeys.auditId, audit.id), sql`${auditKeys.keyId} = any(${textArray(ids)})`));
  const today = await readToday(ctx, ids.map(keyId));
  return inOrder(ids, rows, (row) => row.keyId).map((row) => toWireKey(row, now, today(row.keyId)));
}

/** Reads what is known of these keys today: their plans, and whether they were revoked. */
export async function readToday(
  ctx: Context,
  ids: readonly KeyId[],
): Promise<(id: KeyId) => KeyToday> {
  const [planOf, revoked] = await Promise.all([
    readPlanOfEachKey(ctx, ids),
    readRevoked(ctx.store.db, ctx, ids),
  ]);
  return (id) => ({ replacement: planOf.get(id) ?? null, revokedAt: revoked.get(id) ?? null });
}

/** The plans of these keys as they are now, not as they were at the time of the audit. */
export async function readPlanOfEachKey(
  ctx: Context,
  ids: readonly KeyId[],
): Promise<ReadonlyMap<KeyId, KeyRow['replacement']>> {
  const plans = await plansOf(ctx.store.db, ctx, ids);
  return new Map(
    plans.flatMap(({ id, title, stage, keyIds }) =>
      keyIds.map((key) => [key, { id, title, stage }] as const),
    ),
  );
}
