import { exportAudit } from '@/lib/server/export-audit';
import { handle } from '@/lib/server/handle';

export const GET = handle('exportAudit', (ctx, { params, request, search, runtime }) =>
  exportAudit(ctx, {
    auditId: params.audit_id,
    method: request.method,
    search,
    streams: runtime.streams,
  }),
);
