import type { ServiceTokenRow } from '@/lib/contract';
import { ageInDays } from '@/lib/domain/core';
import type { schema } from '@/lib/platform/database';

export type StoredServiceToken = typeof schema.auditServiceTokens.$inferSelect;

/** Converts a service token for the API. Its age is relative to `now`, the time of the audit. */
export function toWireServiceToken(row: StoredServiceToken, now: Date): ServiceTokenRow {
  return {
    id: row.tokenId,
    name: row.name,
    preview_name: row.preview,
    created: row.createdAt?.toISOString() ?? null,
    ...expiresAt(row),
    service_account_id: row.serviceAccountId,
    service_account_name: row.serviceAccountName,
    org_id: row.boundOrganizationId,
    access: row.access,
    projects_reached: row.projectsReached,
    every_project: row.everyProject,
    reach_unknown_why: row.reachUnknownWhy,
    severity: row.severity,
    findings: row.findings,
    supersedes: row.supersedes,
    automatic: row.automatic,
    age_days: ageInDays(row.createdAt, now),
    audit_id: row.auditId,
  };
}

/** Absent means that Braintrust didn't say; `null` means that the token never expires. */
function expiresAt(row: StoredServiceToken): { expires_at?: string | null } {
  if (row.expiryKind === 'never') return { expires_at: null };
  if (row.expiryKind === 'unknown' || row.expiresAt === null) return {};
  return { expires_at: row.expiresAt.toISOString() };
}
