import { DAY_MS } from '@/lib/core';
import { schema, type Store } from '@/lib/store';
import { and, eq, gte, lt, lte } from '@/lib/store/sql';

const { activity } = schema;

/** The activity log of an organization that was deleted stays readable this long. */
const KEPT_AFTER_DELETION_MS = 30 * DAY_MS;

/**
 * Deletes what the activity log says of organizations that were deleted more than 30 days ago, up to
 * that deletion. What owners did afterwards stays. *Shape*: how many entries.
 */
export async function dropDeletedActivity(store: Store, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_AFTER_DELETION_MS);
  const deletions = await store.db
    .select()
    .from(activity)
    .where(and(eq(activity.action, 'organization-data-deleted'), lt(activity.at, before)));
  let dropped = 0;
  for (const { organizationId, at } of deletions) {
    const gone = await store.db
      .delete(activity)
      .where(and(eq(activity.organizationId, organizationId), lte(activity.at, at)))
      .returning({ id: activity.id });
    dropped += gone.length;
  }
  return dropped;
}

/** Whether an organization was deleted since then. */
export async function deletedSince(store: Store, since: Date): Promise<boolean> {
  const [found] = await store.db
    .select({ id: activity.id })
    .from(activity)
    .where(and(eq(activity.action, 'organization-data-deleted'), gte(activity.at, since)))
    .limit(1);
  return found !== undefined;
}
