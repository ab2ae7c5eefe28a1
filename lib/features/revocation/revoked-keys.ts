import type { Context } from '@/lib/features/context';
import type { KeyId } from '@/lib/domain/core';
import { schema, type Database, type Transaction } from '@/lib/platform/database';
import { textArray } from '@/lib/platform/database/listing';
import { and, eq, sql } from '@/lib/platform/database/sql';

const { revokedKeys } = schema;

/** Remembers that a key is verified as no longer listed, because stored audits still list it. */
export async function noteRevoked(
  tx: Transaction,
  ctx: Context,
  { keyId, at }: { keyId: KeyId; at: Date },
): Promise<void> {
  await tx
    .insert(revokedKeys)
    .values({ organizationId: ctx.organization.id, keyId, at })
    .onConflictDoUpdate({ target: [revokedKeys.organizationId, revokedKeys.keyId], set: { at } });
}

/** When each of these keys was revoked from Latchkey, if it was. An audit that lists a key later is newer. */
export async function readRevoked(
  db: Database | Transaction,
  { organization }: { organization: Pick<Context['organization'], 'id'> },
  ids: readonly KeyId[],
): Promise<ReadonlyMap<KeyId, Date>> {
  const rows = await db
    .select({ keyId: revokedKeys.keyId, at: revokedKeys.at })
    .from(revokedKeys)
    .where(
      and(
        eq(revokedKeys.organizationId, organization.id),
        sql`${revokedKeys.keyId} = any(${textArray(ids)})`,
      ),
    );
  return new Map(rows.map(({ keyId, at }) => [keyId, at]));
}
