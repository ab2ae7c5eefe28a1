import { resumeAudit } from '@/lib/features/audits';
import { handle } from '@/lib/server/handle';

export const POST = handle('resumeAudit', (ctx, { params }) =>
  resumeAudit(ctx, { auditId: params.audit_id }),
);
