import { startAudit } from '@/lib/audit';
import type { Context } from '@/lib/auth';
import { apiPaths, type Audit } from '@/lib/contract';
import { AppError } from '@/lib/core';
import type { Input } from './handle';

const LONGEST_IDEMPOTENCY_KEY = 200;

/** Starts an audit as the request's body and `Idempotency-Key` say; `Location` names it. */
export async function startAuditRequest(
  ctx: Context,
  { body, request, headers }: Input<'startAudit'>,
): Promise<Audit> {
  const idempotencyKey = request.headers.get('idempotency-key');
  if (
    idempotencyKey !== null &&
    (idempotencyKey === '' || idempotencyKey.length > LONGEST_IDEMPOTENCY_KEY)
  ) {
    throw new AppError(
      'bad-request',
      `Idempotency-Key takes 1 to ${LONGEST_IDEMPOTENCY_KEY} characters.`,
    );
  }
  const audit = await startAudit(ctx, {
    strategy: body.strategy,
    parentId: body.parent_id ?? null,
    memberIds: body.member_ids ?? null,
    idempotencyKey,
  });
  headers.set('location', apiPaths.audit(audit.id));
  return audit;
}
