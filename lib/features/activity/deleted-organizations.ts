import { DAY_MS } from '@/lib/domain/core';
import { schema, type Store, type Transaction } from '@/lib/platform/database';
import { and, desc, eq, gte, lt, lte } from '@/lib/platform/database/sql';

const { activity, activityChains } = schema;
type Entry = typeof activity.$inferSelect;

const KEPT_AFTER_DELETION_MS = 30 * DAY_MS;

/**
 * Deletes activity entries of organizations whose data was deleted more than 30 days ago, up to and including
 * the deletion. Later entries stay.
 * *Shape*: the number of entries deleted.
 */
export async function dropDeletedActivity(store: Store, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_AFTER_DELETION_MS);
  const deletions = await store.db
    .select()
    .from(activity)
    .where(and(eq(activity.action, 'organization-data-deleted'), lt(activity.at, before)))
    .orderBy(desc(activity.seq));
  let dropped = 0;
  for (const deletion of deletions) {
    dropped += await store.transaction((tx) => dropUntil(tx, deletion));
  }
  return dropped;
}

/** Sets an anchor where the deleted entries ended, so that the rest of the chain can still be verified. */
async function dropUntil(tx: Transaction, { organizationId, seq, hash }: Entry): Promise<number> {
  if (seq === null || hash === null) return 0;
  const [chain] = await tx
    .select()
    .from(activityChains)
    .where(eq(activityChains.organizationId, organizationId))
    .for('update');
  // A later deletion of the same organization has already removed these entries.
  if (chain === undefined || chain.anchorSeq >= seq) return 0;
  const gone = await tx
    .delete(activity)
    .where(and(eq(activity.organizationId, organizationId), lte(activity.seq, seq)))
    .returning({ id: activity.id });
  if (chain.seq === seq) {
    await tx.delete(activityChains).where(eq(activityChains.organizationId, organizationId));
  } else {
    await tx
      .update(activityChains)
      .set({ anchorSeq: seq, anchorHash: hash })
      .where(eq(activityChains.organizationId, organizationId));
  }
  return gone.length;
}

export async function deletedSince(store: Store, since: Date): Promise<boolean> {
  const [found] = await store.db
    .select({ id: activity.id })
    .from(activity)
    .where(and(eq(activity.action, 'organization-data-deleted'), gte(activity.at, since)))
    .limit(1);
  return found !== undefined;
}
