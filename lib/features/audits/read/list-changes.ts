import type { Context } from '@/lib/features/context';
import type { ChangeRow, Changes, TableQuery } from '@/lib/contract';
import { CHANGE_KINDS, keyId, type AuditId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import type { Listing } from '@/lib/platform/database/listing';
import { inOrder, readListingIds, type Page } from '@/lib/platform/database/listing-pages';
import { and, eq, inArray, sql } from '@/lib/platform/database/sql';
import { requireAudit } from './get-audit';
import { compareAudits } from './compare-audits';
import { filled, toWireChange } from './to-wire';

/**
 * The changes of keys since the previous audit, or since another one: new, gone, then changed keys, by name
 * within each kind.
 * *Errors*: `not-found`, `bad-request` for `since` without a result and for an unknown `startingAfter`.
 */
export async function listChanges(
  ctx: Context,
  { auditId, since, ...page }: Page & { auditId: string; since: string | null },
): Promise<Changes> {
  const audit = await requireAudit(ctx, auditId);
  if (since !== null && since !== audit.previousId) {
    return compareAudits(ctx, audit, await requireAudit(ctx, since), page);
  }
  return {
    objects: await readChanges(ctx, audit.id, page),
    counts: audit.changeCounts && filled(CHANGE_KINDS, audit.changeCounts),
  };
}

/** The stored changes since the previous audit, for an audit that belongs to the caller's organization. */
export async function readChanges(
  ctx: Context,
  auditId: AuditId,
  page: Page,
): Promise<ChangeRow[]> {
  const { db } = ctx.store;
  const ids = await readListingIds(db, changesListing(auditId), QUERY, page);
  const rows = await db
    .select()
    .from(auditChanges)
    .where(and(eq(auditChanges.auditId, auditId), inArray(auditChanges.keyId, ids.map(keyId))));
  return inOrder(ids, rows, (row) => row.keyId).map(toWireChange);
}

const { auditChanges } = schema;

const QUERY: TableQuery = { q: null, filters: {}, sort: { column: 'kind', direction: 'asc' } };

function changesListing(auditId: AuditId): Listing {
  return {
    schema: { filters: {}, idFilters: [], sorts: ['kind'], defaultSort: 'kind.asc' },
    id: auditChanges.keyId,
    table: auditChanges,
    scope: eq(auditChanges.auditId, auditId),
    filters: {},
    idFilters: {},
    search: [],
    sorts: { kind: { by: sql`(${BY_KIND} || lower(${auditChanges.name})) collate "C"` } },
  };
}

/** One digit in front of the name: the kind's position in the closed set. */
const BY_KIND = sql`case ${auditChanges.kind} ${sql.join(
  CHANGE_KINDS.map((kind, index) => sql`when ${kind} then ${String(index)}`),
  sql` `,
)} else '9' end`;
