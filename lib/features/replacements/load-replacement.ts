import type { Context } from '@/lib/features/context';
import { AppError, isUuid } from '@/lib/domain/core';
import { schema, type Database, type Transaction } from '@/lib/platform/database';
import { and, eq } from '@/lib/platform/database/sql';
import { readStored, type Replacement, type StoredReplacement } from './stored-replacement';

/** One plan of the caller's organization. *Errors*: `not-found`; those of `readStored`. */
export async function loadReplacement(
  db: Database | Transaction,
  ctx: Context,
  id: string,
  options: { lock?: boolean } = {},
): Promise<Replacement> {
  return readStored(await loadRow(db, ctx, id, options));
}

/** The stored row of one plan, which may be unreadable. *Errors*: `not-found`. */
export async function loadRow(
  db: Database | Transaction,
  ctx: Context,
  id: string,
  { lock = false } = {},
): Promise<StoredReplacement> {
  const { replacements } = schema;
  if (isUuid(id)) {
    const query = db
      .select()
      .from(replacements)
      .where(and(eq(replacements.organizationId, ctx.organization.id), eq(replacements.id, id)));
    const [row] = await (lock ? query.for('update') : query);
    if (row !== undefined) return row;
  }
  throw new AppError('not-found', 'Couldn’t find this replacement plan. It may have been deleted.');
}
