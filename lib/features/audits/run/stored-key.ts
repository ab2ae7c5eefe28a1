import type { Expiry, Key } from '@/lib/domain/organization';
import type { AuditId, KeyState } from '@/lib/domain/core';
import { schema, type Database, type Transaction } from '@/lib/platform/database';
import { and, asc, eq, gt, inArray } from '@/lib/platform/database/sql';

const { auditKeys } = schema;

/** The columns of an observation. Leaving out the evaluation makes reading a row much cheaper. */
const OBSERVED = {
  auditId: auditKeys.auditId,
  keyId: auditKeys.keyId,
  name: auditKeys.name,
  preview: auditKeys.preview,
  createdAt: auditKeys.createdAt,
  createdRaw: auditKeys.createdRaw,
  expiryKind: auditKeys.expiryKind,
  expiresAt: auditKeys.expiresAt,
  expiresRaw: auditKeys.expiresRaw,
  holderId: auditKeys.holderId,
  holderEmail: auditKeys.holderEmail,
  boundOrganizationId: auditKeys.boundOrganizationId,
  state: auditKeys.state,
  firstSeenAt: auditKeys.firstSeenAt,
  lastSeenAt: auditKeys.lastSeenAt,
};
export type ObservedKey = Pick<typeof auditKeys.$inferSelect, keyof typeof OBSERVED>;

/** Reading all keys at once would stop the server for as long as it takes to read their rows. */
const PAGE_KEYS = 2_000;

/** Yields the keys of an audit that are in one of these states, page by page. */
export async function* readObservedKeys(
  db: Database | Transaction,
  auditId: AuditId,
  states: readonly KeyState[],
): AsyncGenerator<ObservedKey[]> {
  for (let last: ObservedKey | undefined; ;) {
    const page = await db
      .select(OBSERVED)
      .from(auditKeys)
      .where(
        and(
          eq(auditKeys.auditId, auditId),
          inArray(auditKeys.state, [...states]),
          last === undefined ? undefined : gt(auditKeys.keyId, last.keyId),
        ),
      )
      .orderBy(asc(auditKeys.keyId))
      .limit(PAGE_KEYS);
    yield page;
    last = page.at(-1);
    if (page.length < PAGE_KEYS) return;
  }
}

export function toKey(row: ObservedKey): Key {
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
