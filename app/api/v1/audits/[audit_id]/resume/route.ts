import { resumeAudit } from '@/lib/audit';
import { handle } from '@/lib/server/handle';

export const POST = handle('resumeAudit', (ctx, { params }) =>
  resumeAudit(ctx, { auditId: params.audit_id }),
);
