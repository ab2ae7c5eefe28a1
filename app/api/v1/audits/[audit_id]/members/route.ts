import { listMembers } from '@/lib/features/members';
import { handle } from '@/lib/server/handle';

export const GET = handle('listAuditMembers', async (ctx, { params, query, page }) => ({
  objects: await listMembers(ctx, { auditId: params.audit_id, query, ...page }),
}));
