import {
  readFindingsOf,
  readResolvedFindings,
  requireAudit,
  type AuditRow,
} from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { KeyDetail } from '@/lib/contract';
import { AppError, keyId as asKeyId, type KeyId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, desc, eq, inArray, isNotNull, lte } from '@/lib/platform/database/sql';
import { timeOfAudit } from './list-keys';
import { toWireKey, type StoredKey } from './to-wire';

/** Earlier audits that a key's history goes back to. */
const HISTORY_AUDITS = 24;

/**
 * One key of an audit with its evidence, and what audits up to that one saw of it, newest first. One
 * that was gone before that audit began is told of as the audit that missed it left it.
 * *Errors*: `not-found`.
 */
export async function getKey(
  ctx: Context,
  input: { auditId: string; keyId: string },
): Promise<KeyDetail> {
  const asked = await requireAudit(ctx, input.auditId);
  const here = await findKey(ctx, asked, input.keyId);
  const audit = here === null ? await findWhereGone(ctx, asked, input.keyId) : asked;
  const row = here ?? (audit && (await findKey(ctx, audit, input.keyId)));
  if (audit === null || row === null)
    throw new AppError('not-found', 'There is no such key in this audit.');
  const subject = { type: 'key', id: row.keyId } as const;
  const [findings, resolved, history, holderLastActiveAt] = await Promise.all([
    readFindingsOf(ctx, audit, subject),
    readResolvedFindings(ctx, audit, subject),
    readHistory(ctx, audit, row.keyId),
    readLastActivity(ctx, row),
  ]);
  return {
    ...toWireKey(row, timeOfAudit(ctx, audit)),
    created_raw: row.createdRaw,
    expires_raw: row.expiresRaw,
    holder_last_active_at: holderLastActiveAt?.toISOString() ?? null,
    used_by_signals: row.usedBySignals ?? [],
    not_assessed: row.notAssessed ?? [],
    finding_details: findings,
    resolved_findings: resolved,
    history,
  };
}

async function findKey(ctx: Context, audit: AuditRow, keyId: string): Promise<StoredKey | null> {
  // PostgreSQL's text holds no NUL: no key has it in its id.
  if (keyId.includes('\0')) return null;
  const { auditKeys } = schema;
  const [row] = await ctx.store.db
    .select()
    .from(auditKeys)
    .where(and(eq(auditKeys.auditId, audit.id), eq(auditKeys.keyId, asKeyId(keyId))));
  return row ?? null;
}

/** When the holder was last active in Braintrust, as the audit of this row saw them. */
async function readLastActivity(
  ctx: Context,
  { auditId, holderId }: Pick<StoredKey, 'auditId' | 'holderId'>,
): Promise<Date | null> {
  const { auditMembers } = schema;
  const [member] = await ctx.store.db
    .select({ at: auditMembers.lastActiveAt })
    .from(auditMembers)
    .where(and(eq(auditMembers.auditId, auditId), eq(auditMembers.memberId, holderId)));
  return member?.at ?? null;
}

/** The last audit before this one that found the key gone; later ones no longer list it. */
async function findWhereGone(
  ctx: Context,
  audit: AuditRow,
  keyId: string,
): Promise<AuditRow | null> {
  if (keyId.includes('\0')) return null;
  const { audits, auditKeys } = schema;
  const [row] = await ctx.store.db
    .select({ audit: audits })
    .from(auditKeys)
    .innerJoin(audits, eq(audits.id, auditKeys.auditId))
    .where(
      and(
        eq(auditKeys.keyId, asKeyId(keyId)),
        eq(auditKeys.state, 'gone'),
        eq(audits.organizationId, ctx.organization.id),
        inArray(audits.status, ['complete', 'partial']),
        lte(audits.finishedAt, audit.finishedAt ?? ctx.now()),
      ),
    )
    .orderBy(desc(audits.finishedAt))
    .limit(1);
  return row?.audit ?? null;
}

async function readHistory(
  ctx: Context,
  audit: AuditRow,
  keyId: KeyId,
): Promise<KeyDetail['history']> {
  const { audits, auditKeys } = schema;
  const rows = await ctx.store.db
    .select({
      auditId: audits.id,
      finishedAt: audits.finishedAt,
      state: auditKeys.state,
      verdict: auditKeys.verdict,
    })
    .from(auditKeys)
    .innerJoin(audits, eq(audits.id, auditKeys.auditId))
    .where(
      and(
        eq(auditKeys.keyId, keyId),
        // A key may be known to several organizations here: the same holder's, listed by each.
        eq(audits.organizationId, ctx.organization.id),
        inArray(audits.status, ['complete', 'partial']),
        isNotNull(audits.finishedAt),
        lte(audits.finishedAt, audit.finishedAt ?? ctx.now()),
      ),
    )
    .orderBy(desc(audits.finishedAt))
    .limit(HISTORY_AUDITS);
  return rows.flatMap(({ auditId, finishedAt, state, verdict }) =>
    finishedAt === null
      ? []
      : [{ audit_id: auditId, finished_at: finishedAt.toISOString(), state, verdict }],
  );
}
