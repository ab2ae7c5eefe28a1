import type { Context } from '@/lib/features/context';
import type { ReplacementRow, ReplacementsSummary, TableQuery } from '@/lib/contract';
import { waitsForHolders } from '@/lib/domain/replacement-plan';
import { schema } from '@/lib/platform/database';
import {
  inOrder,
  readListingIds,
  streamListing,
  type Page,
} from '@/lib/platform/database/listing-pages';
import { and, count, eq, inArray, sum } from '@/lib/platform/database/sql';
import { replacementsListing } from './replacements-listing';
import { isReadable, readStored, toWireRow, type Replacement } from './stored-replacement';

const { replacements } = schema;

/** One page of the plans. *Errors*: `bad-request` for an unknown `startingAfter`. */
export async function listReplacements(
  ctx: Context,
  input: Page & { query: TableQuery },
): Promise<ReplacementRow[]> {
  return (await readPage(ctx, input)).map((plan) => toWireRow(plan, ctx.now()));
}

/** All plans that match the query, in batches. */
export function streamReplacements(ctx: Context, query: TableQuery): AsyncGenerator<Replacement[]> {
  const { db } = ctx.store;
  return streamListing(db, replacementsListing(ctx), query, (ids) => readPlans(ctx, ids), BATCH);
}

/** Small, because a plan may hold up to a thousand keys. */
const BATCH = 50;

async function readPage(ctx: Context, input: Page & { query: TableQuery }): Promise<Replacement[]> {
  const { db } = ctx.store;
  const ids = await readListingIds(db, replacementsListing(ctx), input.query, input);
  return readPlans(ctx, ids);
}

async function readPlans(ctx: Context, ids: readonly string[]): Promise<Replacement[]> {
  const rows = await ctx.store.db
    .select()
    .from(replacements)
    .where(inArray(replacements.id, [...ids]));
  return inOrder(ids, rows, (row) => row.id).map(readStored);
}

/**
 * What these plans need next, without those that can't be read. `waits`: every holder was asked, so that there is
 * nothing to do until they reply or the plan is overdue.
 */
export async function readNextOfPlans(
  ctx: Context,
  ids: readonly string[],
): Promise<{ id: string; next: string | null; reopened: boolean; waits: boolean }[]> {
  const rows = await ctx.store.db
    .select()
    .from(replacements)
    .where(
      and(eq(replacements.organizationId, ctx.organization.id), inArray(replacements.id, [...ids])),
    );
  return rows.filter(isReadable).map((row) => {
    const stored = readStored(row);
    const { id, current_step_title: next, reopened, overdue } = toWireRow(stored, ctx.now());
    const waits = waitsForHolders(stored.plan, stored.state) && !reopened && !overdue;
    return { id, next, reopened, waits };
  });
}

/** Counts of plans per stage, and of keys. */
export async function getReplacementsSummary(ctx: Context): Promise<ReplacementsSummary> {
  const rows = await ctx.store.db
    .select({
      stage: replacements.stage,
      plans: count(),
      keys: sum(replacements.keysTotal).mapWith(Number),
      keysGone: sum(replacements.keysGone).mapWith(Number),
    })
    .from(replacements)
    .where(eq(replacements.organizationId, ctx.organization.id))
    .groupBy(replacements.stage);
  const total = (of: (row: (typeof rows)[number]) => number | null) =>
    rows.reduce((all, row) => all + (of(row) ?? 0), 0);
  const plansIn = (stage: string) => rows.find((row) => row.stage === stage)?.plans ?? 0;
  return {
    stages: {
      'not-started': plansIn('not-started'),
      'waiting-for-holder': plansIn('waiting-for-holder'),
      preparing: plansIn('preparing'),
      'both-keys-live': plansIn('both-keys-live'),
      'to-revoke': plansIn('to-revoke'),
      done: plansIn('done'),
    },
    plans: total((row) => row.plans),
    keys: total((row) => row.keys),
    keys_gone: total((row) => row.keysGone),
  };
}
