import { randomUUID } from 'node:crypto';
import {
  storableText,
  type ActivityAction,
  type AuditId,
  type OrganizationId,
} from '@/lib/domain/core';
import { afterCommit, type Database, type Transaction } from '@/lib/platform/database';
import { sql } from '@/lib/platform/database/sql';
import { currentRequest, securityEvent } from '@/lib/platform/log';
import { canonicalText, nextLink, type HashedEntry } from './hash-chain';

/** `actor` is the label of who did it. `details` must not hold secrets. */
export type ActivityEntry = {
  organizationId: OrganizationId;
  actor: string;
  action: ActivityAction;
  auditId?: AuditId | null;
  details: Record<string, string | number | boolean | null>;
  at: Date;
};

/**
 * Appends one entry to the organization's hash chain. Once committed, it is also logged as a security event.
 * Call it in the transaction of the action itself. Call it late, because other writers of the same log wait
 * for that transaction.
 */
export async function recordActivity(
  db: Database | Transaction,
  entry: ActivityEntry,
): Promise<void> {
  const request = currentRequest();
  const stored: HashedEntry = {
    id: randomUUID(),
    organizationId: entry.organizationId,
    at: entry.at,
    actor: storableText(entry.actor),
    action: entry.action,
    auditId: entry.auditId ?? null,
    details: Object.fromEntries(
      Object.entries(entry.details).map(([name, value]) => [
        name,
        typeof value === 'string' ? storableText(value) : value,
      ]),
    ),
    address: request?.address ?? null,
    requestId: request?.id ?? null,
  };
  await db.execute(sql`
    WITH ${nextLink(stored.organizationId, canonicalText(stored))}
    INSERT INTO activity (id, organization_id, at, actor, action, audit_id, details, address,
      request_id, seq, previous_hash, hash)
    SELECT ${stored.id}::uuid, ${stored.organizationId}, ${stored.at.toISOString()}::timestamptz,
      ${stored.actor}, ${stored.action}, ${stored.auditId}::uuid,
      ${JSON.stringify(stored.details)}::jsonb, ${stored.address}::text,
      ${stored.requestId}::text, chain.seq, chain.previous_hash, chain.head_hash
    FROM chain`);
  afterCommit(() => {
    securityEvent(stored.action, {
      organization_id: stored.organizationId,
      actor: stored.actor,
      audit_id: stored.auditId,
      details: JSON.stringify(stored.details),
    });
  });
}
