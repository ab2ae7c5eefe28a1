import { listChanges } from '@/lib/audit';
import { handle } from '@/lib/server/handle';

export const GET = handle('listAuditChanges', async (ctx, { params, page }) => ({
  objects: await listChanges(ctx, { auditId: params.audit_id, ...page }),
}));
