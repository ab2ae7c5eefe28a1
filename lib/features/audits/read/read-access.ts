import { perProcess } from '@/lib/domain/core';
import type { Database, Transaction } from '@/lib/platform/database';
import { accessFrom, type ReadAccess } from '../run/member-access';
import { loadContext } from '../run/organization-parts';
import type { AuditRow } from './to-wire';

/** Contexts kept in memory. Each may hold 50,000 grants, and users usually look at one audit at a time. */
const MOST_KEPT = 2;

/** Keyed by content, so that audits that saw the same share an entry. The last used entry is last. */
const kept = perProcess('read-access', () => new Map<string, ReadAccess>());

/** What a stored audit read of its organization, and the access it gives a holder. */
export async function readAccess(db: Database | Transaction, audit: AuditRow): Promise<ReadAccess> {
  const key = JSON.stringify([audit.organizationId, audit.context]);
  const access = kept.get(key) ?? (await load(db, audit));
  kept.delete(key);
  kept.set(key, access);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return access;
}

async function load(db: Database | Transaction, audit: AuditRow): Promise<ReadAccess> {
  const context = await loadContext(db, audit.organizationId, audit.context ?? {});
  return accessFrom(context, { id: audit.organizationId, name: audit.organizationName });
}
