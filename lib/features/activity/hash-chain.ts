import type { OrganizationId } from '@/lib/domain/core';
import { schema, type Database, type Transaction } from '@/lib/platform/database';
import { sql } from '@/lib/platform/database/sql';

/** The previous hash of an organization's first entry. */
export const GENESIS = '0'.repeat(64);

/** The columns covered by an entry's hash. The hash also covers `seq` and the previous hash. */
export type HashedEntry = Pick<
  typeof schema.activity.$inferSelect,
  | 'id'
  | 'organizationId'
  | 'at'
  | 'actor'
  | 'action'
  | 'auditId'
  | 'details'
  | 'address'
  | 'requestId'
>;

/**
 * Serializes an entry for hashing as a JSON array, with the keys of `details` sorted. The entry's hash is the
 * hexadecimal SHA-256 of `<previous hash>:<seq>:<this text>` in UTF-8.
 */
export function canonicalText(entry: HashedEntry): string {
  const details = Object.entries(entry.details).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    entry.id,
    entry.organizationId,
    entry.at.toISOString(),
    entry.actor,
    entry.action,
    entry.auditId,
    details,
    entry.address,
    entry.requestId,
  ]);
}

/**
 * Builds the common table expression `chain (seq, previous_hash, head_hash)` for the next entry. It locks the
 * organization's chain, so concurrent entries are written one after the other.
 */
export function nextLink(organizationId: OrganizationId, text: string) {
  const { activityChains } = schema;
  const hashOf = (previous: unknown, seq: unknown) => sql`
    encode(sha256(convert_to(${previous} || ':' || ${seq} || ':' || ${text}::text, 'UTF8')), 'hex')`;
  return sql`
    chain AS (
      INSERT INTO ${activityChains} AS c
        (organization_id, seq, previous_hash, head_hash, anchor_seq, anchor_hash)
      VALUES (${organizationId}, 1, ${GENESIS},
        ${hashOf(sql`${GENESIS}::text`, sql`'1'`)}, 0, ${GENESIS})
      ON CONFLICT (organization_id) DO UPDATE SET
        seq = c.seq + 1,
        previous_hash = c.head_hash,
        head_hash = ${hashOf(sql`c.head_hash`, sql`(c.seq + 1)::text`)}
      RETURNING seq, previous_hash, head_hash
    )`;
}

/**
 * Adds entries written by an older version of Latchkey to their chains, oldest first.
 * *Shape*: the number of entries added.
 */
export async function chainOldEntries(store: {
  db: Database;
  transaction: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
}): Promise<number> {
  const { activity } = schema;
  const [first] = await store.db
    .select({ id: activity.id })
    .from(activity)
    .where(sql`${activity.hash} is null`)
    .limit(1);
  if (first === undefined) return 0;
  return store.transaction(async (tx) => {
    // Another server that starts at the same time waits here and then finds nothing to do.
    await tx.execute(sql`LOCK TABLE ${activity} IN SHARE ROW EXCLUSIVE MODE`);
    const rows = await tx
      .select()
      .from(activity)
      .where(sql`${activity.hash} is null`)
      .orderBy(activity.at, activity.id);
    for (const row of rows) {
      await tx.execute(sql`
        WITH ${nextLink(row.organizationId, canonicalText(row))}
        UPDATE activity SET seq = chain.seq, previous_hash = chain.previous_hash,
          hash = chain.head_hash
        FROM chain WHERE activity.id = ${row.id}`);
    }
    return rows.length;
  });
}
