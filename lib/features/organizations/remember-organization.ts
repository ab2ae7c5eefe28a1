import type { Context } from '@/lib/features/context';
import type { Organization } from '@/lib/domain/organization';
import { schema, type Database, type Transaction } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';

/** What Latchkey keeps of the organization itself. *Units*: retention in days. */
export type StoredOrganization = Organization & { createdAt: Date | null; retentionDays: number };

/** Days that finished audits are kept where nothing else was set; the column's default. */
const DEFAULT_RETENTION_DAYS = 400;

/** Makes sure that the organization is on record, under the name that it has now. */
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

/** The caller's organization with its settings. */
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
