import { KEYS_TABLE } from '@/lib/contract';
import type { KeyId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { holderName, isSorted, keySorts, keyTies } from '@/lib/platform/database/key-sorts';
import type { Listing } from '@/lib/platform/database/listing';
import { eq, sql } from '@/lib/platform/database/sql';
import { ageBucket, expiryBucket } from '@/lib/platform/database/time-buckets';
import type { AuditRow } from '@/lib/features/audits';

const { auditKeys, auditChanges } = schema;

/**
 * Defines how the keys table is queried. Ages and expirations are relative to `now`, the time of the audit,
 * so that an old audit keeps its results. `found`: the keys that match the search, if they are known already.
 */
export function keysListing(
  audit: AuditRow,
  now: Date,
  found: readonly KeyId[] | null = null,
): Listing {
  const ofAudit = eq(auditKeys.auditId, audit.id);
  return {
    schema: KEYS_TABLE,
    id: auditKeys.keyId,
    table: auditKeys,
    joins: sql`left join ${auditChanges} on ${auditChanges.auditId} = ${auditKeys.auditId} and ${auditChanges.keyId} = ${auditKeys.keyId}`,
    scope: hasResult(audit) ? sql`${ofAudit} and ${isSorted(auditKeys)}` : ofAudit,
    filters: {
      verdict: sql`coalesce(${auditKeys.verdict}, 'not-judged')`,
      severity: sql`coalesce(${auditKeys.severity}, 'none')`,
      used_by: sql`coalesce(${auditKeys.usedBy}, 'not-judged')`,
      state: auditKeys.state,
      access: auditKeys.access,
      age: ageBucket(auditKeys.createdAt, now),
      expiry: expiryBucket({ kind: auditKeys.expiryKind, at: auditKeys.expiresAt }, now),
      change: sql`coalesce(${auditChanges.kind}, 'none')`,
    },
    listFilters: { rule: auditKeys.findings },
    idFilters: {
      holder: auditKeys.holderId,
      id: auditKeys.keyId,
      workload: auditKeys.workload,
    },
    defaults: { state: ['seen', 'not-seen', 'holder-left'] },
    search: [
      auditKeys.name,
      auditKeys.preview,
      auditKeys.holderEmail,
      holderName(auditKeys),
      auditKeys.keyId,
    ],
    found,
    sorts: keySorts(auditKeys),
    ties: keyTies(auditKeys),
  };
}

/** Whether every key was evaluated. A failed audit that was resumed and failed again has keys that weren't. */
function hasResult({ status, evaluatedAt }: AuditRow): boolean {
  return (status === 'complete' || status === 'partial') && evaluatedAt !== null;
}
