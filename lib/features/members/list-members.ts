import { requireAudit } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { Facets, MemberRow, TableQuery } from '@/lib/contract';
import { memberId, type AuditId, type MemberId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { readFacets } from '@/lib/platform/database/listing-facets';
import {
  inOrder,
  readListingIds,
  streamListing,
  type Page,
} from '@/lib/platform/database/listing-pages';
import { and, count, eq, inArray } from '@/lib/platform/database/sql';
import { membersListing } from './members-listing';

/**
 * One filtered and sorted page of an audit's members with their coverage.
 * *Errors*: `not-found`; `bad-request` for an unknown `startingAfter`, filter, or sort.
 */
export async function listMembers(
  ctx: Context,
  input: Page & { auditId: string; query: TableQuery },
): Promise<MemberRow[]> {
  const audit = await requireAudit(ctx, input.auditId);
  const ids = await readListingIds(ctx.store.db, membersListing(audit.id), input.query, input);
  return readMembers(ctx, audit.id, ids);
}

/** Counts the members for each filter value, ignoring that filter's own selection. */
export async function memberFacets(
  ctx: Context,
  input: { auditId: string; query: TableQuery },
): Promise<Facets> {
  const audit = await requireAudit(ctx, input.auditId);
  return readFacets(ctx.store.db, membersListing(audit.id), input.query);
}

/** All filtered and sorted members of an audit, in batches to limit memory. */
export async function* streamMembers(
  ctx: Context,
  input: { auditId: string; query: TableQuery },
): AsyncIterable<MemberRow[]> {
  const audit = await requireAudit(ctx, input.auditId);
  yield* streamListing(ctx.store.db, membersListing(audit.id), input.query, (ids) =>
    readMembers(ctx, audit.id, ids),
  );
}

const { auditMembers, auditKeys } = schema;

async function readMembers(
  ctx: Context,
  auditId: AuditId,
  ids: readonly string[],
): Promise<MemberRow[]> {
  const members = ids.map(memberId);
  const rows = await ctx.store.db
    .select()
    .from(auditMembers)
    .where(and(eq(auditMembers.auditId, auditId), inArray(auditMembers.memberId, members)));
  const toReplace = await countToReplace(ctx, auditId, members);
  return inOrder(ids, rows, (row) => row.memberId).map((row) =>
    toWire(row, toReplace.get(row.memberId) ?? 0),
  );
}

async function countToReplace(
  ctx: Context,
  auditId: AuditId,
  members: MemberId[],
): Promise<Map<MemberId, number>> {
  const rows = await ctx.store.db
    .select({ holder: auditKeys.holderId, keys: count() })
    .from(auditKeys)
    .where(
      and(
        eq(auditKeys.auditId, auditId),
        inArray(auditKeys.holderId, members),
        eq(auditKeys.state, 'seen'),
        eq(auditKeys.verdict, 'replace'),
      ),
    )
    .groupBy(auditKeys.holderId);
  return new Map(rows.map((row) => [row.holder, row.keys]));
}

function toWire(row: typeof auditMembers.$inferSelect, keysToReplace: number): MemberRow {
  return {
    id: row.memberId,
    email: row.email,
    given_name: row.givenName,
    family_name: row.familyName,
    state: row.state,
    reason: row.reason,
    via: row.via,
    keys: row.keys,
    keys_to_replace: keysToReplace,
    access: row.access,
    projects_reached: row.projectsReached,
    every_project: row.everyProject,
    owner: row.owner,
    roster: row.roster,
    findings: row.findings,
    list_ended_early: row.listEndedEarly,
    last_active_at: row.lastActiveAt?.toISOString() ?? null,
    audited_at: row.auditedAt?.toISOString() ?? null,
    audit_id: row.auditId,
    kind: row.kind,
  };
}
