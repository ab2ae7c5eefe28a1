import { randomUUID } from 'node:crypto';
import type { ActivityAction, AuditId, OrganizationId } from '@/lib/core';
import { schema, type Database, type Transaction } from '@/lib/store';

/** What is told of one act. `actor` is the label of who did it; `details` hold no secret. */
export type ActivityEntry = {
  organizationId: OrganizationId;
  actor: string;
  action: ActivityAction;
  auditId?: AuditId | null;
  details: Record<string, string | number | boolean | null>;
  at: Date;
};

/**
 * Writes one entry of the append-only log. Called inside the transaction of the act itself, so that
 * neither stands without the other.
 */
export async function recordActivity(
  db: Database | Transaction,
  entry: ActivityEntry,
): Promise<void> {
  await db.insert(schema.activity).values({
    id: randomUUID(),
    organizationId: entry.organizationId,
    actor: entry.actor,
    action: entry.action,
    auditId: entry.auditId ?? null,
    details: entry.details,
    at: entry.at,
  });
}
