import { keyFacets } from '@/lib/features/keys';
import { handle } from '@/lib/server/handle';

export const GET = handle('getAuditKeyFacets', (ctx, { params, query }) =>
  keyFacets(ctx, { auditId: params.audit_id, query }),
);
