import { startAudit } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { fillPath, type Audit } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import type { Input } from './handle';

/** 1 to 200 printable ASCII characters. */
const IDEMPOTENCY_KEY = /^[ -~]{1,200}$/;

/** Starts an audit from the body and the `Idempotency-Key`; sets `Location` to its path. */
export async function startAuditRequest(
  ctx: Context,
  { body, request, headers }: Input<'startAudit'>,
): Promise<Audit> {
  const idempotencyKey = request.headers.get('idempotency-key');
  if (idempotencyKey !== null && !IDEMPOTENCY_KEY.test(idempotencyKey)) {
    throw new AppError(
      'bad-request',
      'Idempotency-Key must have 1 to 200 printable ASCII characters.',
    );
  }
  const audit = await startAudit(ctx, {
    strategy: body.strategy,
    parentId: body.parent_id ?? null,
    memberIds: body.member_ids ?? null,
    idempotencyKey,
  });
  headers.set('location', fillPath('/api/v1/audits/{audit_id}', { audit_id: audit.id }));
  return audit;
}
