import { listChanges } from '@/lib/features/audits';
import { handle } from '@/lib/server/handle';

export const GET = handle('listAuditChanges', async (ctx, { params, page }) => ({
  objects: await listChanges(ctx, { auditId: params.audit_id, ...page }),
}));
