import { getAccess } from '@/lib/features/members';
import { handle } from '@/lib/server/handle';

export const GET = handle('getAccess', (ctx, { params }) =>
  getAccess(ctx, { auditId: params.audit_id, holderId: params.holder_id }),
);
