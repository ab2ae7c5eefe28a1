import { activityFacets } from '@/lib/activity';
import { handle } from '@/lib/server/handle';

export const GET = handle('getActivityFacets', (ctx, { query }) => activityFacets(ctx, { query }));
