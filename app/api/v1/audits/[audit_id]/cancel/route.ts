import { cancelAudit } from '@/lib/features/audits';
import { handle } from '@/lib/server/handle';

export const POST = handle('cancelAudit', (ctx, { params }) =>
  cancelAudit(ctx, { auditId: params.audit_id }),
);
