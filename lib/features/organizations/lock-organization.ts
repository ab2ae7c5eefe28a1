import type { Context } from '@/lib/features/context';
import { AppError, type OrganizationId } from '@/lib/domain/core';
import { schema, type Transaction } from '@/lib/platform/database';
import { eq, sql } from '@/lib/platform/database/sql';
import { rememberOrganization } from './remember-organization';

const { organizations } = schema;

// A transaction takes its locks in one order, so that two never wait for each other: the judgement, the
// organization, its audits and plans, and last the activity log.

/**
 * Locks the rule settings and decisions until the transaction ends. No one else can change them, evaluate an
 * audit by them, or delete the organization meanwhile.
 */
export async function lockJudgement(
  tx: Transaction,
  organizationId: OrganizationId,
): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`judgement:${organizationId}`}, 0))`,
  );
}

/**
 * Stores the organization of a Bearer key or the command line if it isn't stored yet. For a session, sign-in
 * did that already. A session that outlives a deletion must not store the organization again.
 */
export async function ensureOrganization(ctx: Context): Promise<void> {
  if (ctx.actor.kind === 'session') return;
  const [row] = await ctx.store.db
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.id, ctx.organization.id));
  // While a deletion is running, this query still sees the row, so the organization isn't stored again.
  if (row === undefined) await rememberOrganization(ctx.store.db, ctx.organization, ctx.now());
}

/**
 * Keeps the organization from being deleted until the transaction ends, after waiting for a running deletion.
 * *Shape*: false if the organization isn't stored.
 */
export async function waitForDeletion(tx: Transaction, id: OrganizationId): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select id from organizations where id = ${id} for key share`,
  );
  return rows.length > 0;
}

/**
 * Keeps the organization from being deleted until the transaction ends.
 * *Errors*: `conflict` if it was deleted since the request began.
 */
export async function holdOrganization(tx: Transaction, id: OrganizationId): Promise<void> {
  if (await waitForDeletion(tx, id)) return;
  throw new AppError(
    'conflict',
    'Couldn’t save the change because this organization’s data was just deleted.',
  );
}

/** Waits for every transaction that holds the organization, and blocks new ones. */
export async function lockOrganization(tx: Transaction, id: OrganizationId): Promise<void> {
  await lockJudgement(tx, id);
  await tx.execute(sql`select id from organizations where id = ${id} for update`);
}
