import type { Context } from '@/lib/features/context';
import { AppError, type KeyId } from '@/lib/domain/core';
import { bulkInsert, schema, type Transaction } from '@/lib/platform/database';
import { and, eq, sql } from '@/lib/platform/database/sql';
import { plansOf } from './read-keys';

/**
 * Replaces the keys of a plan.
 * *Errors*: `conflict`, which names the other plan that already has one of them.
 */
export async function putKeys(
  tx: Transaction,
  ctx: Context,
  replacementId: string,
  ids: readonly KeyId[],
): Promise<void> {
  const { replacementKeys } = schema;
  // Serializes plans for the same key, so that the second one finds the first and gets `conflict`.
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`replacement-keys:${ctx.organization.id}`}, 0))`,
  );
  const other = (await plansOf(tx, ctx, ids)).find(({ id }) => id !== replacementId);
  if (other !== undefined) {
    throw new AppError(
      'conflict',
      `Couldn’t save the plan. One of its keys is already in the plan “${other.title}”. Continue with that plan, or leave the key out of this one.`,
      { details: { replacement_id: other.id, key_ids: other.keyIds.slice(0, 20) } },
    );
  }
  await tx
    .delete(replacementKeys)
    .where(
      and(
        eq(replacementKeys.organizationId, ctx.organization.id),
        eq(replacementKeys.replacementId, replacementId),
      ),
    );
  await bulkInsert(
    tx,
    replacementKeys,
    ids.map((keyId) => ({ replacementId, keyId, organizationId: ctx.organization.id })),
  );
}
