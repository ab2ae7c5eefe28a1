import { addExceptions, listExceptions } from '@/lib/features/rules';
import { handle } from '@/lib/server/handle';

export const GET = handle('listExceptions', async (ctx, { query, page }) => ({
  objects: await listExceptions(ctx, { query, ...page }),
}));
export const POST = handle('addExceptions', async (ctx, { body }) => ({
  objects: await addExceptions(ctx, { ...body, until: new Date(body.until) }),
}));
