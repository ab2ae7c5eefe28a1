import type { Expiry, Key } from '@/lib/domain/organization';
import { schema } from '@/lib/platform/database';

const { auditKeys } = schema;

/** The columns that `toKey` needs. Leaving out the others makes reading a row much cheaper. */
export const KEY_COLUMNS = {
  keyId: auditKeys.keyId,
  name: auditKeys.name,
  preview: auditKeys.preview,
  createdAt: auditKeys.createdAt,
  createdRaw: auditKeys.createdRaw,
  expiryKind: auditKeys.expiryKind,
  expiresAt: auditKeys.expiresAt,
  expiresRaw: auditKeys.expiresRaw,
  holderId: auditKeys.holderId,
  boundOrganizationId: auditKeys.boundOrganizationId,
};

export function toKey(row: Pick<typeof auditKeys.$inferSelect, keyof typeof KEY_COLUMNS>): Key {
  return {
    id: row.keyId,
    name: row.name,
    preview: row.preview,
    createdAt: row.createdAt,
    ...(row.createdRaw === null ? {} : { createdRaw: row.createdRaw }),
    expiry: toExpiry(row),
    holderId: row.holderId,
    organizationId: row.boundOrganizationId,
  };
}

type StoredExpiry = Pick<typeof auditKeys.$inferSelect, 'expiryKind' | 'expiresAt' | 'expiresRaw'>;

function toExpiry({ expiryKind, expiresAt, expiresRaw }: StoredExpiry): Expiry {
  if (expiryKind === 'at' && expiresAt !== null) return { kind: 'at', at: expiresAt };
  if (expiryKind === 'never') return { kind: 'never' };
  return expiresRaw === null ? { kind: 'unknown' } : { kind: 'unknown', raw: expiresRaw };
}

/** The date columns of a key or token. */
export function dateColumns({
  createdAt,
  createdRaw,
  expiry,
}: Pick<Key, 'createdAt' | 'createdRaw' | 'expiry'>) {
  return {
    createdAt,
    createdRaw: createdRaw ?? null,
    expiryKind: expiry.kind,
    expiresAt: expiry.kind === 'at' ? expiry.at : null,
    expiresRaw: (expiry.kind === 'unknown' ? expiry.raw : null) ?? null,
  };
}
