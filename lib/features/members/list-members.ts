import { requireAudit, type AuditRow } from '@/lib/features/audits';
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
import { and, count, eq, inArray, isNotNull, sql } from '@/lib/platform/database/sql';
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
  return readMembers(ctx, audit, ids);
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
    readMembers(ctx, audit, ids),
  );
}

const { auditMembers, auditKeys } = schema;

/** These members of an audit, in the given order. */
export async function readMembers(
  ctx: Context,
  audit: AuditRow,
  ids: readonly string[],
): Promise<MemberRow[]> {
  const auditId = audit.id;
  const members = ids.map(memberId);
  const rows = await ctx.store.db
    .select()
    .from(auditMembers)
    .where(and(eq(auditMembers.auditId, auditId), inArray(auditMembers.memberId, members)));
  const toReplace = await countToReplace(ctx, auditId, members);
  const attempts = await readAttempts(ctx, audit, rows);
  return inOrder(ids, rows, (row) => row.memberId).map((row) =>
    toWire(row, {
      keysToReplace: toReplace.get(row.memberId) ?? 0,
      attemptedAt: row.askedAt ?? row.auditedAt ?? attempts.get(row.memberId) ?? null,
    }),
  );
}

/** When earlier audits last requested keys of members whose failed result this follow-up carries over. */
async function readAttempts(
  ctx: Context,
  audit: AuditRow,
  rows: readonly StoredMember[],
): Promise<Map<MemberId, Date>> {
  const carried = rows.filter(
    (row) => row.askedAt === null && (row.state === 'blocked' || row.state === 'failed'),
  );
  if (audit.parentId === null || carried.length === 0) return new Map();
  const found = await ctx.store.db
    .select({ id: auditMembers.memberId, at: sql`max(asked_at)`.mapWith(auditMembers.askedAt) })
    .from(auditMembers)
    .where(
      and(
        inArray(
          auditMembers.memberId,
          carried.map((row) => row.memberId),
        ),
        isNotNull(auditMembers.askedAt),
        sql`audit_id in (
          with recursive line as (
            select id, parent_id from audits where id = ${audit.parentId}::uuid
            union
            select p.id, p.parent_id from audits p join line on p.id = line.parent_id
          )
          select id from line)`,
      ),
    )
    .groupBy(auditMembers.memberId);
  return new Map(found.map(({ id, at }) => [id, at]));
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

type StoredMember = typeof auditMembers.$inferSelect;

function toWire(
  row: StoredMember,
  { keysToReplace, attemptedAt }: { keysToReplace: number; attemptedAt: Date | null },
): MemberRow {
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
    attempted_at: attemptedAt?.toISOString() ?? null,
    audit_id: row.auditId,
    kind: row.kind,
  };
}
