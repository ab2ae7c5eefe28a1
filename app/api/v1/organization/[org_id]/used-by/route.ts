import { setUsedBy } from '@/lib/decisions';
import { handle } from '@/lib/server/handle';

export const PUT = handle('setUsedBy', async (ctx, { body }) => ({
  previous: await setUsedBy(ctx, body),
}));
