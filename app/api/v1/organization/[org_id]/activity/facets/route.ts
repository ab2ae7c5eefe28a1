import { activityFacets } from '@/lib/features/activity';
import { handle } from '@/lib/server/handle';

export const GET = handle('getActivityFacets', (ctx, { query }) => activityFacets(ctx, { query }));
