import { handle } from '@/lib/server/handle';
import { listServiceTokens } from '@/lib/features/service-tokens';

export const GET = handle('listAuditServiceTokens', async (ctx, { params, query, page }) => ({
  objects: await listServiceTokens(ctx, { auditId: params.audit_id, query, ...page }),
}));
