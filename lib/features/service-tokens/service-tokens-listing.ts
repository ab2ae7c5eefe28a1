import type { AuditRow } from '@/lib/features/audits';
import { SERVICE_TOKENS_TABLE } from '@/lib/contract';
import { ACCESS_LEVELS, SEVERITIES } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { rankOf, textOrder, type Listing } from '@/lib/platform/database/listing';
import { eq, sql } from '@/lib/platform/database/sql';
import { ageBucket, expiryBucket } from '@/lib/platform/database/time-buckets';

const { auditServiceTokens: tokens } = schema;

/** Ages and expirations are relative to `now`, the time of the audit. */
export function serviceTokensListing(audit: AuditRow, now: Date): Listing {
  return {
    schema: SERVICE_TOKENS_TABLE,
    id: tokens.tokenId,
    table: tokens,
    scope: eq(tokens.auditId, audit.id),
    filters: {
      severity: sql`coalesce(${tokens.severity}, 'none')`,
      access: tokens.access,
      age: ageBucket(tokens.createdAt, now),
      expiry: expiryBucket({ kind: tokens.expiryKind, at: tokens.expiresAt }, now),
      supersedes: sql`case when ${tokens.supersedes} > 0 then 'yes' else 'no' end`,
      automatic: sql`case when ${tokens.automatic} then 'yes' else 'no' end`,
    },
    listFilters: { rule: tokens.findings },
    idFilters: { id: tokens.tokenId, service_account: tokens.serviceAccountId },
    search: [tokens.name, tokens.preview, tokens.serviceAccountName, tokens.tokenId],
    sorts: {
      severity: { by: rankOf(tokens.severity, SEVERITIES), flipped: true },
      name: { by: textOrder(tokens.name) },
      service_account: { by: textOrder(tokens.serviceAccountName) },
      access: { by: rankOf(tokens.access, KNOWN_ACCESS), flipped: true },
      projects_reached: { by: tokens.projectsReached },
      created: { by: tokens.createdAt },
      expires_at: { by: tokens.expiresAt },
      supersedes: { by: tokens.supersedes },
    },
    ties: [textOrder(tokens.name)],
  };
}

/** Unknown access sorts last, like every null. */
const KNOWN_ACCESS = ACCESS_LEVELS.filter((level) => level !== 'unknown');
