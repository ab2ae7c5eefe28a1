import { listAudits } from '@/lib/features/audits';
import { handle } from '@/lib/server/handle';
import { startAuditRequest } from '@/lib/server/start-audit-request';

export const GET = handle('listAudits', async (ctx, { page }) => ({
  objects: await listAudits(ctx, page),
}));
export const POST = handle('startAudit', startAuditRequest);
