import { randomUUID } from 'node:crypto';
import { recordActivity } from '@/lib/features/activity';
import type { Context } from '@/lib/features/context';
import type { Audit } from '@/lib/contract';
import {
  AppError,
  auditId as asAuditId,
  memberId,
  type AuditId,
  type Strategy,
} from '@/lib/domain/core';
import { rememberOrganization } from '@/lib/features/organizations';
import { isUniqueViolation, schema, type Transaction } from '@/lib/platform/database';
import { and, eq, inArray } from '@/lib/platform/database/sql';
import { requireAudit } from '../read/get-audit';
import { forgetCredential, sealCredential } from './credential';
import { findLatestAudit } from '../read/latest-audit';
import { toWireAudit, type AuditRow } from '../read/to-wire';

const { auditMembers, audits } = schema;

export type StartAuditInput = {
  strategy?: Strategy;
  /** The audit whose members a follow-up carries over. */
  parentId?: string | null;
  /** Members that a follow-up reads again; without it, every member that isn't audited. */
  memberIds?: readonly string[] | null;
  /** A repeated request with the same key returns the first audit instead of starting another. */
  idempotencyKey?: string | null;
};

/**
 * Queues a new audit, or returns the one that the same idempotency key started before.
 *
 * The caller is verified as an owner first. The audit gets its own sealed copy of the caller's key.
 * *Errors*: `audit-running` (`details.auditId`), `not-an-owner`, `not-found` for the parent, `conflict` for a
 * parent that is not the latest audit and for an idempotency key that started a different audit,
 * `bad-request` for members that the parent doesn't have.
 */
export async function startAudit(ctx: Context, input: StartAuditInput): Promise<Audit> {
  const again = await findByIdempotencyKey(ctx, input);
  if (again !== null) return toWireAudit(again, ctx.now());
  try {
    return toWireAudit(await startNew(ctx, input), ctx.now());
  } catch (error) {
    // A concurrent request with the same key may have won; return its audit.
    const other = await findByIdempotencyKey(ctx, input);
    if (other === null) throw error;
    return toWireAudit(other, ctx.now());
  }
}

async function startNew(ctx: Context, input: StartAuditInput): Promise<AuditRow> {
  await refuseWhileRunning(ctx);
  const parent = await checkParent(ctx, input);
  await ctx.proveOwner();
  const id = asAuditId(randomUUID());
  const credential = await sealCredential(ctx, id);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ctx.store.transaction((tx) =>
        insertAudit(tx, ctx, input, { id, parentId: parent?.id ?? null, ...credential }),
      );
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      try {
        await refuseWhileRunning(ctx);
        // The other audit has ended since the insert failed, so try again.
        if (attempt === MOST_ATTEMPTS) throw startedMeanwhile(error);
      } catch (refusal) {
        await forgetCredential(ctx.store, credential);
        throw refusal;
      }
    }
  }
}

/** Limits retries when another audit blocks each insert but has ended by the time we look for it. */
const MOST_ATTEMPTS = 3;

/** The error for a unique violation caused by an audit that is no longer running. */
export function startedMeanwhile(cause: unknown): AppError {
  return new AppError(
    'conflict',
    'Another audit of this organization started and ended in the meantime. Try again.',
    { cause },
  );
}

async function insertAudit(
  tx: Transaction,
  ctx: Context,
  input: StartAuditInput,
  audit: { id: AuditId; parentId: AuditId | null } & Awaited<ReturnType<typeof sealCredential>>,
): Promise<AuditRow> {
  await rememberOrganization(tx, ctx.organization, ctx.now());
  const [inserted] = await tx
    .insert(audits)
    .values({
      ...audit,
      organizationId: ctx.organization.id,
      organizationName: ctx.organization.name,
      membersAgain: input.memberIds?.map(memberId) ?? null,
      status: 'queued',
      startedBy: ctx.actor.label,
      idempotencyKey: input.idempotencyKey ?? null,
      strategyAsked: input.strategy ?? 'auto',
      createdAt: ctx.now(),
    })
    .returning();
  if (inserted === undefined) throw new AppError('internal', "Couldn't store the audit.");
  await recordStart(tx, ctx, inserted, 'audit-started');
  await ctx.enqueueAudit(tx, { auditId: audit.id, organizationId: ctx.organization.id });
  return inserted;
}

export function recordStart(
  tx: Transaction,
  ctx: Context,
  row: AuditRow,
  action: 'audit-started' | 'audit-resumed',
): Promise<void> {
  return recordActivity(tx, {
    organizationId: ctx.organization.id,
    actor: ctx.actor.label,
    action,
    auditId: row.id,
    details: {
      strategy: row.strategyAsked,
      follow_up: row.parentId !== null,
      members: row.membersAgain?.length ?? null,
    },
    at: ctx.now(),
  });
}

/**
 * Throws while an audit of the organization is queued or running.
 * *Errors*: `audit-running` (`details.auditId`).
 */
export async function refuseWhileRunning(ctx: Context): Promise<void> {
  const [running] = await ctx.store.db
    .select({ id: audits.id })
    .from(audits)
    .where(
      and(
        eq(audits.organizationId, ctx.organization.id),
        inArray(audits.status, ['queued', 'running']),
      ),
    )
    .limit(1);
  if (running === undefined) return;
  throw new AppError(
    'audit-running',
    'An audit of this organization is already running. Wait for it to finish or cancel it.',
    { details: { auditId: running.id } },
  );
}

async function findByIdempotencyKey(
  ctx: Context,
  input: StartAuditInput,
): Promise<AuditRow | null> {
  const key = input.idempotencyKey ?? null;
  if (key === null) return null;
  const [row] = await ctx.store.db
    .select()
    .from(audits)
    .where(and(eq(audits.organizationId, ctx.organization.id), eq(audits.idempotencyKey, key)))
    .limit(1);
  if (row === undefined) return null;
  if (isAskedTheSame(row, input)) return row;
  throw new AppError(
    'conflict',
    'This Idempotency-Key already started an audit with a different strategy, parent, or members. Send a new key to start another audit.',
    { details: { auditId: row.id } },
  );
}

/** Whether the stored audit matches this input. The order of members does not matter. */
function isAskedTheSame(row: AuditRow, input: StartAuditInput): boolean {
  const members = (ids: readonly string[] | null | undefined) =>
    ids == null ? null : JSON.stringify([...new Set(ids)].sort());
  return (
    row.strategyAsked === (input.strategy ?? 'auto') &&
    row.parentId === (input.parentId ?? null) &&
    members(row.membersAgain) === members(input.memberIds)
  );
}

async function checkParent(ctx: Context, input: StartAuditInput): Promise<AuditRow | null> {
  if (input.parentId == null) {
    if (input.memberIds == null) return null;
    throw new AppError('bad-request', 'member_ids requires parent_id, the audit to follow up.');
  }
  const parent = await requireAudit(ctx, input.parentId);
  if (parent.status !== 'complete' && parent.status !== 'partial') {
    throw new AppError(
      'bad-request',
      'You can follow up only a complete or partial audit. Run a full audit instead.',
    );
  }
  const latest = await findLatestAudit(ctx);
  if (latest !== null && latest.id !== parent.id) {
    // A follow-up would make the parent's old observations look newer than those of the latest audit.
    throw new AppError('conflict', 'A newer audit already has results. Follow up that one.', {
      details: { auditId: latest.id },
    });
  }
  if (input.memberIds == null) {
    if (parent.status === 'partial') return parent;
    throw new AppError(
      'bad-request',
      'That audit is complete, so no members are left to re-audit. Choose members with member_ids, or run a full audit.',
    );
  }
  const wanted = [...new Set(input.memberIds)];
  if (wanted.length === 0) throw new AppError('bad-request', 'Choose at least one member.');
  const known = await ctx.store.db
    .select({ id: auditMembers.memberId })
    .from(auditMembers)
    .where(
      and(
        eq(auditMembers.auditId, parent.id),
        inArray(auditMembers.memberId, wanted.map(memberId)),
      ),
    );
  if (known.length === wanted.length) return parent;
  throw new AppError('bad-request', "Some of these members aren't part of that audit.");
}
