import { getAudit } from '@/lib/features/audits';
import { handle } from '@/lib/server/handle';

export const GET = handle('getAudit', (ctx, { params }) =>
  getAudit(ctx, { auditId: params.audit_id }),
);
