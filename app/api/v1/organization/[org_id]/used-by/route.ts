import { setUsedBy } from '@/lib/features/rules';
import { handle } from '@/lib/server/handle';

export const PUT = handle('setUsedBy', async (ctx, { body }) => ({
  previous: await setUsedBy(ctx, body),
}));
