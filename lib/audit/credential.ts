import type { Context, Sealer } from '@/lib/auth';
import { AppError, HOUR_MS, type AuditId } from '@/lib/core';
import { schema, type Store } from '@/lib/store';
import { and, isNotNull, lte } from '@/lib/store/sql';
import type { AuditRow } from './to-wire';

/** Copies that are past their life are looked for at least so often. */
const SWEPT_WITHIN_MS = HOUR_MS;

/** Life of an audit's own copy of the key, so that a sweep has deleted it after 24 h at the latest. */
const CREDENTIAL_LIFE_MS = 24 * HOUR_MS - SWEPT_WITHIN_MS;

/** The caller's key, sealed for this one audit, as columns of its row. */
export async function sealCredential(
  ctx: Context,
  id: AuditId,
): Promise<{ sealedCredential: string; credentialExpiresAt: Date }> {
  const binding = { purpose: 'audit', id, organizationId: ctx.organization.id } as const;
  return {
    sealedCredential: await ctx.sealer.seal(await ctx.credential(), binding),
    credentialExpiresAt: new Date(ctx.now().getTime() + CREDENTIAL_LIFE_MS),
  };
}

/** Opens the key of an audit. *Errors*: `credential-gone` where it is missing, too old or unreadable. */
export async function openCredential(sealer: Sealer, row: AuditRow, now: Date): Promise<string> {
  if (
    row.sealedCredential === null ||
    row.credentialExpiresAt === null ||
    row.credentialExpiresAt <= now
  ) {
    throw credentialGone();
  }
  try {
    return await sealer.open(row.sealedCredential, {
      purpose: 'audit',
      id: row.id,
      organizationId: row.organizationId,
    });
  } catch (error) {
    throw credentialGone(error);
  }
}

/** Deletes copies of keys that are past their life. */
export async function dropOldCredentials(store: Store, now: Date): Promise<void> {
  const { audits } = schema;
  await store.db
    .update(audits)
    .set({ sealedCredential: null, credentialExpiresAt: null })
    .where(and(isNotNull(audits.credentialExpiresAt), lte(audits.credentialExpiresAt, now)));
}

function credentialGone(cause?: unknown): AppError {
  return new AppError(
    'credential-gone',
    "The audit's copy of the Braintrust key is gone. Sign in and go on with this audit.",
    { cause },
  );
}
