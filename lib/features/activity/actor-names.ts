import type { Context } from '@/lib/features/context';
import { personName } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, eq, or, sql, type SQL } from '@/lib/platform/database/sql';

const { audits, auditMembers } = schema;

/**
 * The full name of the signed-in user, from the organization's latest audit; `null` if that has none. At sign-in,
 * Braintrust doesn't return a name.
 */
export async function readActorName(ctx: Context): Promise<string | null> {
  const { userId, email } = ctx.actor;
  const isActor = or(
    userId === null ? undefined : eq(auditMembers.memberId, userId),
    email === null ? undefined : eq(auditMembers.email, email),
  );
  if (isActor === undefined) return null;
  const [member] = await ctx.store.db
    .select({ givenName: auditMembers.givenName, familyName: auditMembers.familyName })
    .from(auditMembers)
    .where(and(eq(auditMembers.auditId, latestAuditId(ctx)), isActor))
    .limit(1);
  return member === undefined ? null : personName(member.givenName, member.familyName) || null;
}

/** A subquery with the `name` of every `email` in the organization's latest audit. */
export function namesByEmail(ctx: Context) {
  return ctx.store.db
    .selectDistinctOn([auditMembers.email], {
      email: auditMembers.email,
      name: sql<
        string | null
      >`nullif(concat_ws(' ', ${auditMembers.givenName}, ${auditMembers.familyName}), '')`.as(
        'name',
      ),
    })
    .from(auditMembers)
    .where(eq(auditMembers.auditId, latestAuditId(ctx)))
    .orderBy(auditMembers.email, auditMembers.memberId)
    .as('names');
}

function latestAuditId(ctx: Context): SQL {
  return sql`(select ${audits.id} from ${audits} where ${audits.organizationId} = ${ctx.organization.id} and ${audits.status} in ('complete', 'partial') order by ${audits.finishedAt} desc limit 1)`;
}
