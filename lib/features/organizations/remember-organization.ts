import type { Context } from '@/lib/features/context';
import type { Organization } from '@/lib/domain/organization';
import { schema, type Database, type Transaction } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';

/** *Units*: retention in days. */
export type StoredOrganization = Organization & { createdAt: Date | null; retentionDays: number };

/** The default of the database column. */
const DEFAULT_RETENTION_DAYS = 400;

/** Stores the organization, or updates its name. */
export async function rememberOrganization(
  db: Database | Transaction,
  organization: Organization,
  now: Date,
): Promise<void> {
  await db
    .insert(schema.organizations)
    .values({ id: organization.id, name: organization.name, createdAt: now })
    .onConflictDoUpdate({
      target: schema.organizations.id,
      set: { name: organization.name },
    });
}

export async function getOrganization(ctx: Context): Promise<StoredOrganization> {
  const { organizations } = schema;
  const [row] = await ctx.store.db
    .select()
    .from(organizations)
    .where(eq(organizations.id, ctx.organization.id));
  return {
    ...ctx.organization,
    createdAt: row?.createdAt ?? null,
    retentionDays: row?.retentionDays ?? DEFAULT_RETENTION_DAYS,
  };
}
