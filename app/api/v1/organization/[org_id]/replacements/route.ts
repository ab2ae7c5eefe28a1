import { createReplacement, listReplacements } from '@/lib/features/replacements';
import { handle } from '@/lib/server/handle';

export const GET = handle('listReplacements', async (ctx, { query, page }) => ({
  objects: await listReplacements(ctx, { query, ...page }),
}));
export const POST = handle('createReplacement', (ctx, { body }) => createReplacement(ctx, body));
