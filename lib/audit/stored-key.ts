import type { Key } from '@/lib/organization';
import type { schema } from '@/lib/store';

/** A stored row as the key that was seen. */
export function toKey(row: typeof schema.auditKeys.$inferSelect): Key {
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
