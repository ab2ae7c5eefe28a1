import { handle } from '@/lib/server/handle';
import { serviceTokenFacets } from '@/lib/features/service-tokens';

export const GET = handle('getAuditServiceTokenFacets', (ctx, { params, query }) =>
  serviceTokenFacets(ctx, { auditId: params.audit_id, query }),
);
