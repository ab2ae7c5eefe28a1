import { KEYS_TABLE } from '@/lib/contract';
import { ACCESS_LEVELS, KEY_STATES, SEVERITIES, USED_BY, VERDICTS } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { rankOf, textOrder, type Listing } from '@/lib/platform/database/listing';
import { eq, sql } from '@/lib/platform/database/sql';
import { ageBucket, expiryBucket } from '@/lib/platform/database/time-buckets';
import type { AuditRow } from '@/lib/features/audits';

const { auditKeys, auditChanges } = schema;

/**
 * Defines how the keys table is queried. Ages and expirations are relative to `now`, the time of the audit,
 * so that an old audit keeps its results.
 */
export function keysListing(audit: AuditRow, now: Date): Listing {
  return {
    schema: KEYS_TABLE,
    id: auditKeys.keyId,
    table: auditKeys,
    joins: sql`left join ${auditChanges} on ${auditChanges.auditId} = ${auditKeys.auditId} and ${auditChanges.keyId} = ${auditKeys.keyId}`,
    scope: eq(auditKeys.auditId, audit.id),
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
      HOLDER_NAME,
      auditKeys.keyId,
    ],
    sorts: {
      priority: { by: auditKeys.priority },
      severity: { by: rankOf(auditKeys.severity, SEVERITIES), flipped: true },
      verdict: { by: rankOf(auditKeys.verdict, VERDICTS), flipped: true },
      name: { by: textOrder(auditKeys.name) },
      holder: { by: sql`lower(coalesce(${auditKeys.holderEmail}, ${HOLDER_NAME})) collate "C"` },
      used_by: { by: rankOf(auditKeys.usedBy, USED_BY) },
      access: { by: rankOf(auditKeys.access, KNOWN_ACCESS), flipped: true },
      projects_reached: { by: auditKeys.projectsReached },
      created: { by: auditKeys.createdAt },
      expires_at: { by: auditKeys.expiresAt },
      first_seen_at: { by: auditKeys.firstSeenAt },
      state: { by: rankOf(auditKeys.state, KEY_STATES) },
    },
    ties: [VERDICT_RANK, textOrder(auditKeys.name)],
  };
}

/** Worst first. Keys without a verdict come last. */
const VERDICT_RANK = sql`coalesce(${rankOf(auditKeys.verdict, VERDICTS)}, ${sql.raw(String(VERDICTS.length + 1))})`;

/** Unknown access sorts last, like every null. */
const KNOWN_ACCESS = ACCESS_LEVELS.filter((level) => level !== 'unknown');

/** `null` if neither part is known. */
const HOLDER_NAME = sql`nullif(concat_ws(' ', ${auditKeys.holderGivenName}, ${auditKeys.holderFamilyName}), '')`;
