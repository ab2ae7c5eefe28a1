import { createHash } from 'node:crypto';
import { formatUtc, type OrganizationId } from '@/lib/domain/core';
import { schema, type Database } from '@/lib/platform/database';
import { and, asc, eq, gt, sql } from '@/lib/platform/database/sql';
import { canonicalText, GENESIS } from './hash-chain';

/** `broken` describes the first wrong entry; `null` if the chain is intact. */
export type ChainCheck = {
  organizationId: OrganizationId;
  entries: number;
  headHash: string;
  broken: string | null;
};

const PAGE = 1000;
const { activity, activityChains } = schema;

/** Verifies the hash chain of every organization. Entries written during the check can make a chain seem broken. */
export async function verifyActivity(db: Database): Promise<ChainCheck[]> {
  const chains = await db.select().from(activityChains).orderBy(asc(activityChains.organizationId));
  const checked: ChainCheck[] = [];
  for (const chain of chains) checked.push(await verifyChain(db, chain));
  const strays = await db
    .select()
    .from(activity)
    .where(
      sql`${activity.hash} is null or not exists (
        select from activity_chains c where c.organization_id = ${activity.organizationId})`,
    )
    .orderBy(asc(activity.at))
    .limit(1);
  for (const { id, organizationId } of strays) {
    checked.push({
      organizationId,
      entries: 0,
      headHash: GENESIS,
      broken: `entry ${id} doesn’t belong to a chain`,
    });
  }
  return checked;
}

async function verifyChain(
  db: Database,
  chain: typeof activityChains.$inferSelect,
): Promise<ChainCheck> {
  const { organizationId, headHash } = chain;
  let last = { seq: chain.anchorSeq, hash: chain.anchorHash };
  let entries = 0;
  const result = (broken: string | null) => ({ organizationId, entries, headHash, broken });
  // Start before the anchor, so that restored entries or a moved anchor are detected.
  let afterSeq = -1;
  for (;;) {
    const page = await db
      .select()
      .from(activity)
      .where(and(eq(activity.organizationId, organizationId), gt(activity.seq, afterSeq)))
      .orderBy(asc(activity.seq))
      .limit(PAGE);
    for (const row of page) {
      const name = `entry ${row.id} (number ${row.seq ?? 0}, ${formatUtc(row.at)})`;
      if (row.seq !== last.seq + 1) {
        return result(
          `${name} doesn’t follow number ${last.seq}: entries are missing or were added`,
        );
      }
      if (row.previousHash !== last.hash) {
        return result(`${name} doesn’t contain the hash of the previous entry`);
      }
      const text = `${last.hash}:${row.seq}:${canonicalText(row)}`;
      const hash = createHash('sha256').update(text, 'utf8').digest('hex');
      if (row.hash !== hash) return result(`${name} was changed after it was written`);
      last = { seq: row.seq, hash };
      entries += 1;
      afterSeq = row.seq;
    }
    if (page.length < PAGE) break;
  }
  return result(
    last.seq === chain.seq && last.hash === headHash
      ? null
      : `the chain ends at number ${last.seq} instead of ${chain.seq}: later entries are missing`,
  );
}
