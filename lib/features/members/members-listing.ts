import { MEMBERS_TABLE } from '@/lib/contract';
import { ACCESS_LEVELS, MEMBER_STATES, type AuditId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { rankOf, textOrder, type Listing } from '@/lib/platform/database/listing';
import { eq, sql } from '@/lib/platform/database/sql';

const { auditMembers } = schema;

export function membersListing(auditId: AuditId): Listing {
  return {
    schema: MEMBERS_TABLE,
    id: auditMembers.memberId,
    table: auditMembers,
    scope: eq(auditMembers.auditId, auditId),
    filters: {
      state: auditMembers.state,
      reason: sql`coalesce(${auditMembers.reason}, 'none')`,
      via: sql`coalesce(${auditMembers.via}, 'none')`,
      roster: auditMembers.roster,
      owner: sql`case ${auditMembers.owner} when true then 'yes' when false then 'no' else 'unknown' end`,
      access: auditMembers.access,
      kind: auditMembers.kind,
    },
    listFilters: { rule: auditMembers.findings },
    idFilters: { id: auditMembers.memberId },
    search: [auditMembers.email, MEMBER_NAME, auditMembers.memberId],
    sorts: {
      name: { by: sql`lower(coalesce(${MEMBER_NAME}, ${auditMembers.email})) collate "C"` },
      email: { by: textOrder(auditMembers.email) },
      keys: { by: auditMembers.keys },
      state: { by: rankOf(auditMembers.state, MEMBER_STATES) },
      access: { by: rankOf(auditMembers.access, KNOWN_ACCESS), flipped: true },
      projects_reached: { by: auditMembers.projectsReached },
      audited_at: { by: auditMembers.auditedAt },
    },
    ties: [LABEL],
  };
}

/** Unknown access sorts last, like every null. */
const KNOWN_ACCESS = ACCESS_LEVELS.filter((level) => level !== 'unknown');

/** `null` if neither part is known. */
const MEMBER_NAME = sql`nullif(concat_ws(' ', ${auditMembers.givenName}, ${auditMembers.familyName}), '')`;

/** A member's label on screen: email address, otherwise name, otherwise id. */
const LABEL = textOrder(
  sql`coalesce(${auditMembers.email}, ${MEMBER_NAME}, ${auditMembers.memberId})`,
);
