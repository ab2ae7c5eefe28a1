import { AGE_BUCKETS, EXPIRY_BUCKETS, KEYS_TABLE } from '@/lib/contract';
import { ACCESS_LEVELS, DAY_MS, KEY_STATES, SEVERITIES, USED_BY, VERDICTS } from '@/lib/core';
import { schema } from '@/lib/store';
import { rankOf, textOrder, type Listing } from '@/lib/store/listing';
import { eq, sql, type SQL } from '@/lib/store/sql';
import type { AuditRow } from '@/lib/audit';

const { auditKeys, auditChanges } = schema;

/**
 * How the table of keys is read. Ages and terms count from `now`: when the audit finished, so that
 * an old audit keeps its answers.
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
      age: ageBucket(now),
      expiry: expiryBucket(now),
      change: sql`coalesce(${auditChanges.kind}, 'none')`,
    },
    listFilters: { rule: auditKeys.findings },
    idFilters: { holder: auditKeys.holderId, id: auditKeys.keyId },
    defaults: { state: ['seen', 'not-seen', 'holder-left'] },
    search: [
      auditKeys.name,
      auditKeys.preview,
      auditKeys.holderEmail,
      HOLDER_NAME,
      auditKeys.keyId,
    ],
    sorts: {
      severity: { by: rankOf(auditKeys.severity, SEVERITIES), flipped: true },
      verdict: { by: rankOf(auditKeys.verdict, VERDICTS), flipped: true },
      name: { by: textOrder(auditKeys.name) },
      holder: { by: sql`lower(coalesce(${auditKeys.holderEmail}, ${HOLDER_NAME})) collate "C"` },
      used_by: { by: rankOf(auditKeys.usedBy, USED_BY) },
      access: { by: rankOf(auditKeys.access, KNOWN_ACCESS), flipped: true },
      created: { by: auditKeys.createdAt },
      expires_at: { by: auditKeys.expiresAt },
      first_seen_at: { by: auditKeys.firstSeenAt },
      state: { by: rankOf(auditKeys.state, KEY_STATES) },
    },
    ties: [VERDICT_RANK, textOrder(auditKeys.name)],
  };
}

/** Worst first; a key that was not judged comes last. */
const VERDICT_RANK = sql`coalesce(${rankOf(auditKeys.verdict, VERDICTS)}, ${sql.raw(String(VERDICTS.length + 1))})`;

/** What is not known sorts last, like every null. */
const KNOWN_ACCESS = ACCESS_LEVELS.filter((level) => level !== 'unknown');

/** `null` where neither part is known. */
const HOLDER_NAME = sql`nullif(concat_ws(' ', ${auditKeys.holderGivenName}, ${auditKeys.holderFamilyName}), '')`;

const [UNDER_90, FROM_90, FROM_180, FROM_365, UNKNOWN_AGE] = AGE_BUCKETS;

/** Whole days, rounded down as `daysBetween` does: 89.9 days is "under 90". */
function ageBucket(now: Date): SQL {
  const before = (days: number) => sql`${auditKeys.createdAt} > ${daysFrom(now, -days)}`;
  return sql`case when ${auditKeys.createdAt} is null then ${UNKNOWN_AGE}
    when ${before(90)} then ${UNDER_90} when ${before(180)} then ${FROM_90}
    when ${before(365)} then ${FROM_180} else ${FROM_365} end`;
}

const [EXPIRED, WITHIN_30, LATER, NEVER, UNKNOWN_EXPIRY] = EXPIRY_BUCKETS;

function expiryBucket(now: Date): SQL {
  return sql`case when ${auditKeys.expiryKind} = 'never' then ${NEVER}
    when ${auditKeys.expiryKind} <> 'at' or ${auditKeys.expiresAt} is null then ${UNKNOWN_EXPIRY}
    when ${auditKeys.expiresAt} <= ${daysFrom(now, 0)} then ${EXPIRED}
    when ${auditKeys.expiresAt} < ${daysFrom(now, 31)} then ${WITHIN_30} else ${LATER} end`;
}

/** As text: a bare parameter has no column to take its type from. */
function daysFrom(now: Date, days: number): SQL {
  return sql`${new Date(now.getTime() + days * DAY_MS).toISOString()}::timestamptz`;
}
