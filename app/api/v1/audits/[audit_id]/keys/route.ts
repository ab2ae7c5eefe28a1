import { listKeys } from '@/lib/features/keys';
import { handle } from '@/lib/server/handle';

export const GET = handle('listAuditKeys', async (ctx, { params, query, page }) => ({
  objects: await listKeys(ctx, { auditId: params.audit_id, query, ...page }),
}));
