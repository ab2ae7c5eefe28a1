import { getKey } from '@/lib/features/keys';
import { handle } from '@/lib/server/handle';

export const GET = handle('getAuditKey', (ctx, { params }) =>
  getKey(ctx, { auditId: params.audit_id, keyId: params.key_id }),
);
