import { actOnStep } from '@/lib/features/replacements';
import { handle } from '@/lib/server/handle';

export const POST = handle('actOnReplacementStep', (ctx, { params, body }) =>
  actOnStep(ctx, { id: params.replacement_id, ...body }),
);
