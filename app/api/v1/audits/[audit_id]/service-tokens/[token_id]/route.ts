import { handle } from '@/lib/server/handle';
import { getServiceToken } from '@/lib/features/service-tokens';

export const GET = handle('getAuditServiceToken', (ctx, { params }) =>
  getServiceToken(ctx, { auditId: params.audit_id, tokenId: params.token_id }),
);
