import { memberFacets } from '@/lib/features/members';
import { handle } from '@/lib/server/handle';

export const GET = handle('getAuditMemberFacets', (ctx, { params, query }) =>
  memberFacets(ctx, { auditId: params.audit_id, query }),
);
