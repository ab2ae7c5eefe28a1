import { getAudit } from '@/lib/audit';
import { handle } from '@/lib/server/handle';

export const GET = handle('getAudit', (ctx, { params }) =>
  getAudit(ctx, { auditId: params.audit_id }),
);
