import { listActivity } from '@/lib/features/activity';
import { handle } from '@/lib/server/handle';

export const GET = handle('listActivity', async (ctx, { query, page }) => ({
  objects: await listActivity(ctx, { query, ...page }),
}));
