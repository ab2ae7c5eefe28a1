import type { Context } from '@/lib/features/context';
import { AppError, type OrganizationId } from '@/lib/domain/core';
import { schema, type Transaction } from '@/lib/platform/database';
import { eq, sql } from '@/lib/platform/database/sql';
import { rememberOrganization } from './remember-organization';

const { organizations } = schema;

/**
 * Until the transaction ends nobody else changes, applies or deletes what the organization is judged
 * by: no audit is judged by settings that have just been replaced, or while it is being deleted.
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
 * Puts the organization of a program on record if it isn't; signing in has done so for a session,
 * and what a session began before a deletion must not put it back.
 */
export async function ensureOrganization(ctx: Context): Promise<void> {
  if (ctx.actor.kind === 'session') return;
  const [row] = await ctx.store.db
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.id, ctx.organization.id));
  // While it is being deleted it is still there for this query, so that it is not put back.
  if (row === undefined) await rememberOrganization(ctx.store.db, ctx.organization, ctx.now());
}

/**
 * Keeps the organization from being deleted until the transaction ends. If it is being deleted, this
 * waits until that is over; false: the organization is not on record.
 */
export async function waitForDeletion(tx: Transaction, id: OrganizationId): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select id from organizations where id = ${id} for key share`,
  );
  return rows.length > 0;
}

/**
 * Keeps the organization from being deleted until the transaction ends.
 * *Errors*: `conflict` where it was deleted since the request began.
 */
export async function holdOrganization(tx: Transaction, id: OrganizationId): Promise<void> {
  if (await waitForDeletion(tx, id)) return;
  throw new AppError(
    'conflict',
    'The data of this organization has just been deleted. Nothing was saved.',
  );
}

/** Waits for all who hold the organization, and keeps others from holding it. */
export async function lockOrganization(tx: Transaction, id: OrganizationId): Promise<void> {
  await lockJudgement(tx, id);
  await tx.execute(sql`select id from organizations where id = ${id} for update`);
}
