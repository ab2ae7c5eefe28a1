import type { Context } from '@/lib/features/context';
import type { ExistingNames } from '@/lib/domain/replacement-plan';
import { schema, type Database } from '@/lib/platform/database';
import { eq, sql } from '@/lib/platform/database/sql';

/** Adds the names that plans will use to those that exist, so that no suggestion repeats a name of another plan. */
export async function withPlannedNames(
  db: Database,
  ctx: Context,
  existing: ExistingNames,
): Promise<ExistingNames> {
  const { plan, organizationId } = schema.replacements;
  const planned = await db
    .select({
      group: sql<string>`${plan} ->> 'group_name'`,
      account: sql<string>`${plan} ->> 'account_name'`,
      token: sql<string>`${plan} ->> 'token_name'`,
    })
    .from(schema.replacements)
    .where(eq(organizationId, ctx.organization.id));
  return {
    groups: [...(existing.groups ?? []), ...planned.map(({ group }) => group)],
    accounts: [...(existing.accounts ?? []), ...planned.map(({ account }) => account)],
    tokens: [...(existing.tokens ?? []), ...planned.map(({ token }) => token)],
  };
}
