import type { Key } from '@/lib/organization';
import { schema } from '@/lib/store';

const { auditKeys } = schema;

/** The columns that `toKey` needs: the others are most of what a row costs on its way. */
export const KEY_COLUMNS = {
  keyId: auditKeys.keyId,
  name: auditKeys.name,
  preview: auditKeys.preview,
  createdAt: auditKeys.createdAt,
  expiryKind: auditKeys.expiryKind,
  expiresAt: auditKeys.expiresAt,
  holderId: auditKeys.holderId,
  boundOrganizationId: auditKeys.boundOrganizationId,
};

/** A stored row as the key that was seen. */
export function toKey(row: Pick<typeof auditKeys.$inferSelect, keyof typeof KEY_COLUMNS>): Key {
  return {
    id: row.keyId,
    name: row.name,
    preview: row.preview,
    createdAt: row.createdAt,
    expiry:
      row.expiryKind === 'at' && row.expiresAt !== null
        ? { kind: 'at', at: row.expiresAt }
        : { kind: row.expiryKind === 'never' ? 'never' : 'unknown' },
    holderId: row.holderId,
    organizationId: row.boundOrganizationId,
  };
}
