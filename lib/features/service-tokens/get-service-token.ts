import {
  readFindingsOf,
  readResolvedFindings,
  requireAudit,
  type AuditRow,
} from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { ServiceTokenDetail } from '@/lib/contract';
import { AppError, serviceTokenId } from '@/lib/domain/core';
import { planSchema } from '@/lib/domain/replacement-plan';
import { schema } from '@/lib/platform/database';
import { and, asc, desc, eq, inArray, sql } from '@/lib/platform/database/sql';
import { timeOf } from './list-service-tokens';
import { toWireServiceToken, type StoredServiceToken } from './to-wire';

/**
 * One service token of an audit with its evidence and the keys it appears to supersede.
 * *Errors*: `not-found`.
 */
export async function getServiceToken(
  ctx: Context,
  input: { auditId: string; tokenId: string },
): Promise<ServiceTokenDetail> {
  const audit = await requireAudit(ctx, input.auditId);
  const row = await findToken(ctx, audit, input.tokenId);
  if (row === null) {
    throw new AppError('not-found', 'This service token isn’t in this audit.');
  }
  const subject = { type: 'service-token', id: row.tokenId } as const;
  const [findings, resolved, superseded, plans] = await Promise.all([
    readFindingsOf(ctx, audit, subject),
    readResolvedFindings(ctx, audit, subject),
    readSuperseded(ctx, audit, row),
    readPlans(ctx, row),
  ]);
  return {
    ...toWireServiceToken(row, timeOf(ctx, audit)),
    created_raw: row.createdRaw,
    expires_raw: row.expiresRaw,
    finding_details: findings,
    not_assessed: row.notAssessed ?? [],
    resolved_findings: resolved,
    superseded_keys: superseded,
    plans,
  };
}

async function findToken(
  ctx: Context,
  audit: AuditRow,
  tokenId: string,
): Promise<StoredServiceToken | null> {
  // PostgreSQL text can't contain NUL, so no stored id does.
  if (tokenId.includes('\0')) return null;
  const { auditServiceTokens: tokens } = schema;
  const [row] = await ctx.store.db
    .select()
    .from(tokens)
    .where(and(eq(tokens.auditId, audit.id), eq(tokens.tokenId, serviceTokenId(tokenId))));
  return row ?? null;
}

async function readSuperseded(
  ctx: Context,
  audit: AuditRow,
  row: StoredServiceToken,
): Promise<ServiceTokenDetail['superseded_keys']> {
  const { auditKeys } = schema;
  const keys = await ctx.store.db
    .select()
    .from(auditKeys)
    .where(and(eq(auditKeys.auditId, audit.id), inArray(auditKeys.keyId, row.supersededKeys)))
    .orderBy(asc(auditKeys.name), asc(auditKeys.keyId));
  return keys.map((key) => ({
    id: key.keyId,
    name: key.name,
    preview_name: key.preview,
    user_id: key.holderId,
    user_email: key.holderEmail,
  }));
}

/** The plans whose token has this name, latest first. A plan knows its token only by name. */
async function readPlans(
  ctx: Context,
  row: StoredServiceToken,
): Promise<ServiceTokenDetail['plans']> {
  const { replacements } = schema;
  const rows = await ctx.store.db
    .select()
    .from(replacements)
    .where(
      and(
        eq(replacements.organizationId, ctx.organization.id),
        sql`lower(btrim(${replacements.plan} ->> 'token_name')) = lower(btrim(${row.name}))`,
      ),
    )
    .orderBy(desc(replacements.updatedAt));
  return rows.flatMap(({ id, title, stage, ...stored }) => {
    const plan = planSchema.safeParse(stored.plan);
    if (!plan.success || !plan.data.needs_token) return [];
    const keys = plan.data.keys.map((key) => ({
      id: key.id,
      name: key.name,
      holder: key.holder_email ?? key.holder_name ?? key.holder_id,
    }));
    return [{ id, title, stage, keys }];
  });
}
