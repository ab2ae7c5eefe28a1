import {
  readFindingsOf,
  readResolvedFindings,
  requireAudit,
  type AuditRow,
} from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { ServiceTokenDetail } from '@/lib/contract';
import { AppError, serviceTokenId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, asc, eq, inArray } from '@/lib/platform/database/sql';
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
  const [findings, resolved, superseded] = await Promise.all([
    readFindingsOf(ctx, audit, subject),
    readResolvedFindings(ctx, audit, subject),
    readSuperseded(ctx, audit, row),
  ]);
  return {
    ...toWireServiceToken(row, timeOf(ctx, audit)),
    created_raw: row.createdRaw,
    expires_raw: row.expiresRaw,
    finding_details: findings,
    not_assessed: row.notAssessed ?? [],
    resolved_findings: resolved,
    superseded_keys: superseded,
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
