import type { Context } from '@/lib/features/context';
import type { Sealer } from '@/lib/platform/sealing/sealing';
import { AppError, HOUR_MS, MINUTE_MS, type AuditId } from '@/lib/domain/core';
import { schema, type Store } from '@/lib/platform/database';
import { and, isNotNull, lte } from '@/lib/platform/database/sql';
import type { AuditRow } from '../read/to-wire';

/** Copies that are past their life are looked for at least so often. */
const SWEPT_WITHIN_MS = HOUR_MS;

/** Life of an audit's own copy of the key, so that a sweep has deleted it after 24 h at the latest. */
const CREDENTIAL_LIFE_MS = 24 * HOUR_MS - SWEPT_WITHIN_MS;

/** Between the id of the data key and the sealed text, which has none of it. */
const SEPARATOR = ':';

/** A data key is made before the row of its audit, so a young one may belong to an audit to come. */
const DATA_KEY_GRACE_MS = 5 * MINUTE_MS;

/**
 * The caller's key, sealed for this one audit, as columns of its row. It is sealed under a data key
 * of the audit that is not in the database: see `forgetCredential`.
 */
export async function sealCredential(
  ctx: Context,
  id: AuditId,
): Promise<{ sealedCredential: string; credentialExpiresAt: Date }> {
  const dataKey = await ctx.store.dataKeys.create();
  const sealed = await ctx.sealer.seal(await ctx.credential(), {
    purpose: 'audit',
    id,
    organizationId: ctx.organization.id,
    ephemeral: dataKey.key,
  });
  return {
    sealedCredential: `${dataKey.id}${SEPARATOR}${sealed}`,
    credentialExpiresAt: new Date(ctx.now().getTime() + CREDENTIAL_LIFE_MS),
  };
}

/** Opens the key of an audit. *Errors*: `credential-gone` where it is missing, too old or unreadable. */
export async function openCredential(
  { sealer, store }: { sealer: Sealer; store: Pick<Store, 'dataKeys'> },
  row: Pick<AuditRow, 'id' | 'organizationId' | 'sealedCredential' | 'credentialExpiresAt'>,
  now: Date,
): Promise<string> {
  if (
    row.sealedCredential === null ||
    row.credentialExpiresAt === null ||
    row.credentialExpiresAt <= now
  ) {
    throw credentialGone();
  }
  const { dataKeyId, sealed } = partsOf(row.sealedCredential);
  const ephemeral = await store.dataKeys.read(dataKeyId);
  if (ephemeral === null) throw credentialGone();
  try {
    return await sealer.open(sealed, {
      purpose: 'audit',
      id: row.id,
      organizationId: row.organizationId,
      ephemeral,
    });
  } catch (error) {
    throw credentialGone(error);
  }
}

/**
 * Destroys the data key of an audit that has ended: what is left of its sealed copy, in dead rows and
 * in the log, opens no more. Call it once the end is committed.
 */
export async function forgetCredential(
  store: Pick<Store, 'dataKeys'>,
  { sealedCredential }: Pick<AuditRow, 'sealedCredential'>,
): Promise<void> {
  if (sealedCredential === null) return;
  await store.dataKeys.destroy(partsOf(sealedCredential).dataKeyId);
}

/**
 * Deletes copies of keys that are past their life, and data keys without an audit that needs them,
 * which a crash can leave behind.
 */
export async function dropOldCredentials(store: Store, now: Date): Promise<void> {
  const { audits } = schema;
  await store.db
    .update(audits)
    .set({ sealedCredential: null, credentialExpiresAt: null })
    .where(and(isNotNull(audits.credentialExpiresAt), lte(audits.credentialExpiresAt, now)));
  const needed = await store.db
    .select({ sealed: audits.sealedCredential })
    .from(audits)
    .where(isNotNull(audits.sealedCredential));
  const inUse = new Set(needed.map(({ sealed }) => partsOf(sealed ?? '').dataKeyId));
  for (const { id, createdAt } of await store.dataKeys.list()) {
    const isYoung = now.getTime() - createdAt.getTime() < DATA_KEY_GRACE_MS;
    if (!inUse.has(id) && !isYoung) await store.dataKeys.destroy(id);
  }
}

function partsOf(sealedCredential: string): { dataKeyId: string; sealed: string } {
  const [dataKeyId = '', sealed = ''] = sealedCredential.split(SEPARATOR);
  return { dataKeyId, sealed };
}

function credentialGone(cause?: unknown): AppError {
  return new AppError(
    'credential-gone',
    "The audit's copy of the Braintrust key is gone. Sign in and go on with this audit.",
    { cause },
  );
}
