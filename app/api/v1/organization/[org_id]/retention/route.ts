import { changeRetention } from '@/lib/features/organizations';
import { handle } from '@/lib/server/handle';

export const PUT = handle('changeRetention', (ctx, { body }) => changeRetention(ctx, body));
