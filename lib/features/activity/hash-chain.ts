import type { OrganizationId } from '@/lib/domain/core';
import { schema, type Database, type Transaction } from '@/lib/platform/database';
import { sql } from '@/lib/platform/database/sql';

/** What stands before the first entry of an organization. */
export const GENESIS = '0'.repeat(64);

/** The columns of an entry that its hash covers, beside its place and the hash before. */
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
 * The entry as the text that is hashed: a JSON list, keys of `details` sorted. The hash is SHA-256
 * over `<previous hash>:<seq>:<this text>` in UTF-8, in hexadecimal.
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
 * The next link as a common table expression `chain (seq, previous_hash, head_hash)`: one statement
 * that locks the organization's chain, so entries written at the same time follow one another.
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
 * Adds entries that an older version wrote to their chains, oldest first.
 * *Shape*: how many there were.
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
    // Another server that starts now waits here, and then finds nothing to do.
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
