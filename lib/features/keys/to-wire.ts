import type { KeyRow } from '@/lib/contract';
import { ageInDays } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';

const { auditKeys } = schema;

/** The columns of a row in a list. The others have large values, which only a key's details need. */
export const LISTED_COLUMNS = {
  keyId: auditKeys.keyId,
  name: auditKeys.name,
  preview: auditKeys.preview,
  createdAt: auditKeys.createdAt,
  expiryKind: auditKeys.expiryKind,
  expiresAt: auditKeys.expiresAt,
  holderId: auditKeys.holderId,
  holderEmail: auditKeys.holderEmail,
  holderGivenName: auditKeys.holderGivenName,
  holderFamilyName: auditKeys.holderFamilyName,
  boundOrganizationId: auditKeys.boundOrganizationId,
  verdict: auditKeys.verdict,
  usedBy: auditKeys.usedBy,
  severity: auditKeys.severity,
  findings: auditKeys.findings,
  access: auditKeys.access,
  projectsReached: auditKeys.projectsReached,
  overruled: auditKeys.overruled,
  recommendation: auditKeys.recommendation,
  workload: auditKeys.workload,
  priority: auditKeys.priority,
  state: auditKeys.state,
  exceptionUntil: auditKeys.exceptionUntil,
  firstSeenAt: auditKeys.firstSeenAt,
  lastSeenAt: auditKeys.lastSeenAt,
  auditId: auditKeys.auditId,
};

export type StoredKey = typeof auditKeys.$inferSelect;
type ListedKey = Pick<StoredKey, keyof typeof LISTED_COLUMNS>;

/** What is known of a key today, whatever the audit says. */
export type KeyToday = { replacement: KeyRow['replacement']; revokedAt: Date | null };

/**
 * Converts a key for the API. Its age is relative to `now`, the time of the audit. `replacement` is the plan that
 * contains the key.
 */
export function toWireKey(row: ListedKey, now: Date, { replacement, revokedAt }: KeyToday): KeyRow {
  return {
    id: row.keyId,
    name: row.name,
    preview_name: row.preview,
    created: row.createdAt?.toISOString() ?? null,
    ...expiresAt(row),
    user_id: row.holderId,
    user_email: row.holderEmail,
    user_given_name: row.holderGivenName,
    user_family_name: row.holderFamilyName,
    org_id: row.boundOrganizationId,
    verdict: row.verdict,
    used_by: row.usedBy,
    severity: row.severity,
    findings: row.findings,
    access: row.access,
    projects_reached: row.projectsReached,
    overruled: row.overruled,
    recommendation: row.recommendation,
    workload: row.workload,
    priority: row.priority,
    replacement,
    state: row.state,
    revoked_at: revokedAt !== null && revokedAt > row.lastSeenAt ? revokedAt.toISOString() : null,
    age_days: ageInDays(row.createdAt, now),
    exception_until: row.exceptionUntil?.toISOString() ?? null,
    first_seen_at: row.firstSeenAt.toISOString(),
    last_seen_at: row.lastSeenAt.toISOString(),
    audit_id: row.auditId,
  };
}

/** Absent means that Braintrust didn't say; `null` means that the key never expires. */
function expiresAt(row: ListedKey): { expires_at?: string | null } {
  if (row.expiryKind === 'never') return { expires_at: null };
  if (row.expiryKind === 'unknown' || row.expiresAt === null) return {};
  return { expires_at: row.expiresAt.toISOString() };
}
