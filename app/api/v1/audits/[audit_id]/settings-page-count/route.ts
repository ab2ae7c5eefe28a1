import { setSettingsPageCount } from '@/lib/features/audits';
import { handle } from '@/lib/server/handle';

export const PUT = handle('setSettingsPageCount', (ctx, { params, body }) =>
  setSettingsPageCount(ctx, { auditId: params.audit_id, count: body.count }),
);
