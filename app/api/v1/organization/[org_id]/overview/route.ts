import { getOverview } from '@/lib/features/audits';
import { handle } from '@/lib/server/handle';

export const GET = handle('getOverview', (ctx, { runtime }) => getOverview(ctx, runtime));
