import {
  readFindingsOf,
  readResolvedFindings,
  requireAudit,
  type AuditRow,
} from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { MAX_DECISIONS, type KeyDetail } from '@/lib/contract';
import { AppError, keyId as asKeyId, type KeyId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, desc, eq, inArray, isNotNull, lte, ne } from '@/lib/platform/database/sql';
import { readPlanOfEachKey, readToday, timeOfAudit } from './list-keys';
import { toWireKey, type StoredKey } from './to-wire';

/** The number of audits in a key's history. */
const HISTORY_AUDITS = 24;

/**
 * Returns one key of an audit with its evidence, and its history up to that audit, latest first. If the key
 * was gone before that audit, the data comes from the audit that found it gone.
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
    throw new AppError('not-found', 'This key isn’t in this audit.');
  const subject = { type: 'key', id: row.keyId } as const;
  const [findings, resolved, history, holderLastActiveAt, workloadName, replaceWith, today] =
    await Promise.all([
      readFindingsOf(ctx, audit, subject),
      readResolvedFindings(ctx, audit, subject),
      readHistory(ctx, audit, row.keyId),
      readLastActivity(ctx, row),
      readWorkloadName(ctx, row),
      readReplacedTogether(ctx, row),
      readToday(ctx, [row.keyId]),
    ]);
  return {
    ...toWireKey(row, timeOfAudit(ctx, audit), today(row.keyId)),
    created_raw: row.createdRaw,
    expires_raw: row.expiresRaw,
    holder_last_active_at: holderLastActiveAt?.toISOString() ?? null,
    workload_name: workloadName,
    replace_with: replaceWith,
    used_by_signals: row.usedBySignals ?? [],
    not_assessed: row.notAssessed ?? [],
    finding_details: findings,
    resolved_findings: resolved,
    history,
  };
}

async function findKey(ctx: Context, audit: AuditRow, keyId: string): Promise<StoredKey | null> {
  // PostgreSQL text can't contain NUL, so no stored id does.
  if (keyId.includes('\0')) return null;
  const { auditKeys } = schema;
  const [row] = await ctx.store.db
    .select()
    .from(auditKeys)
    .where(and(eq(auditKeys.auditId, audit.id), eq(auditKeys.keyId, asKeyId(keyId))));
  return row ?? null;
}

/** The other keys of the same workload to replace that no plan contains, as many as one plan can hold. */
async function readReplacedTogether(
  ctx: Context,
  { auditId, keyId, verdict, workload }: StoredKey,
): Promise<KeyId[]> {
  if (verdict !== 'replace' || workload === null) return [];
  const { auditKeys } = schema;
  const rows = await ctx.store.db
    .select({ id: auditKeys.keyId })
    .from(auditKeys)
    .where(
      and(
        eq(auditKeys.auditId, auditId),
        eq(auditKeys.workload, workload),
        eq(auditKeys.verdict, 'replace'),
        ne(auditKeys.keyId, keyId),
      ),
    )
    .orderBy(auditKeys.keyId)
    .limit(MAX_DECISIONS - 1);
  const ids = rows.map(({ id }) => id);
  const planOf = await readPlanOfEachKey(ctx, ids);
  return ids.filter((id) => !planOf.has(id));
}

async function readWorkloadName(
  ctx: Context,
  { auditId, workload }: Pick<StoredKey, 'auditId' | 'workload'>,
): Promise<string | null> {
  if (workload === null) return null;
  const { auditWorkloads } = schema;
  const [found] = await ctx.store.db
    .select({ name: auditWorkloads.name })
    .from(auditWorkloads)
    .where(and(eq(auditWorkloads.auditId, auditId), eq(auditWorkloads.workloadId, workload)));
  return found?.name ?? null;
}

/** When the holder was last active in Braintrust, according to the key's audit. */
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

/** Finds the latest audit, up to this one, that found the key gone. Later audits no longer list the key. */
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
        // A key may belong to several organizations, each with its own audits here.
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
