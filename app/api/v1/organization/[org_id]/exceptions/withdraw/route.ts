import { withdrawExceptions } from '@/lib/features/rules';
import { handle } from '@/lib/server/handle';

export const POST = handle('withdrawExceptions', async (ctx, { body }) => ({
  objects: await withdrawExceptions(ctx, body),
}));
