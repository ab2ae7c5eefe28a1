import { exportAudit } from '@/lib/server/export-audit';
import { handle } from '@/lib/server/handle';

export const GET = handle('exportAudit', (ctx, { params, search, runtime }) =>
  exportAudit(ctx, { auditId: params.audit_id, search, streams: runtime.streams }),
);
