import { createHash } from 'node:crypto';
import { RULE_IDS, type OrganizationId, type RuleId, type SubjectType } from '@/lib/domain/core';

/** The same for the same rule and subject in every audit, so that a finding can be followed. */
export function findingId(
  organizationId: OrganizationId,
  rule: RuleId,
  subject: { type: SubjectType; id: string },
): string {
  return createHash('sha256')
    .update(JSON.stringify([organizationId, rule, subject.type, subject.id]))
    .digest('hex')
    .slice(0, 32);
}

/**
 * The ids of all findings that there can be on a subject. They are how its findings are looked up:
 * an index by subject would be near half of what writing findings costs.
 */
export function findingIdsOf(
  organizationId: OrganizationId,
  subject: { type: SubjectType; id: string },
): string[] {
  return RULE_IDS.map((rule) => findingId(organizationId, rule, subject));
}
