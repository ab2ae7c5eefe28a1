import { createHash } from 'node:crypto';
import { RULE_IDS, type OrganizationId, type RuleId, type SubjectType } from '@/lib/domain/core';

/** The same id for the same rule and subject in every audit, so that a finding can be followed over time. */
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
 * The ids of all possible findings on a subject. Findings are looked up by these ids, because an index by
 * subject would take almost half of the cost of writing findings.
 */
export function findingIdsOf(
  organizationId: OrganizationId,
  subject: { type: SubjectType; id: string },
): string[] {
  return RULE_IDS.map((rule) => findingId(organizationId, rule, subject));
}
