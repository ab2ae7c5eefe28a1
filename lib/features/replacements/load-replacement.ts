import type { Context } from '@/lib/features/context';
import { AppError, isUuid } from '@/lib/domain/core';
import { schema, type Database, type Transaction } from '@/lib/platform/database';
import { and, eq } from '@/lib/platform/database/sql';
import { readStored, type Replacement } from './stored-replacement';

/** One plan of the caller's organization. *Errors*: `not-found`. */
export async function loadReplacement(
  db: Database | Transaction,
  ctx: Context,
  id: string,
  { lock = false } = {},
): Promise<Replacement> {
  const { replacements } = schema;
  if (isUuid(id)) {
    const query = db
      .select()
      .from(replacements)
      .where(and(eq(replacements.organizationId, ctx.organization.id), eq(replacements.id, id)));
    const [row] = await (lock ? query.for('update') : query);
    if (row !== undefined) return readStored(row);
  }
  throw new AppError('not-found', 'Couldn’t find this replacement plan. It may have been deleted.');
}
