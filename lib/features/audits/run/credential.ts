import type { Context } from '@/lib/features/context';
import type { Sealer } from '@/lib/platform/sealing/sealing';
import { AppError, HOUR_MS, MINUTE_MS, type AuditId } from '@/lib/domain/core';
import { schema, type Store } from '@/lib/platform/database';
import { and, isNotNull, lte } from '@/lib/platform/database/sql';
import type { AuditRow } from '../read/to-wire';

/** Expired copies are deleted at least this often. */
const SWEPT_WITHIN_MS = HOUR_MS;

/** Lifetime of an audit's copy of the key. With the sweep, it is deleted after 24 hours at the latest. */
const CREDENTIAL_LIFE_MS = 24 * HOUR_MS - SWEPT_WITHIN_MS;

/** Separates the data key's id from the sealed text, which never contains this character. */
const SEPARATOR = ':';

/** Data keys are created before their audit's row, so a recent one may belong to a starting audit. */
const DATA_KEY_GRACE_MS = 5 * MINUTE_MS;

/**
 * Seals the caller's key for this one audit and returns the columns of its row. It is sealed under a data key
 * that is kept apart from the audit's row, so that `forgetCredential` can make every copy of it useless.
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

/** Opens the key of an audit. *Errors*: `credential-gone` if it is missing, expired or unreadable. */
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
 * Destroys the data key of an audit that has ended, so that remaining copies of the sealed key (in dead rows,
 * the log or backups) can't be opened. Call it after the end is committed.
 */
export async function forgetCredential(
  store: Pick<Store, 'dataKeys'>,
  { sealedCredential }: Pick<AuditRow, 'sealedCredential'>,
): Promise<void> {
  if (sealedCredential === null) return;
  await store.dataKeys.destroy(partsOf(sealedCredential).dataKeyId);
}

/** Deletes expired copies of keys, and data keys that no audit needs, which a crash can leave behind. */
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
    "The audit's copy of the Braintrust key was deleted or expired. Sign in and resume the audit.",
    { cause },
  );
}
