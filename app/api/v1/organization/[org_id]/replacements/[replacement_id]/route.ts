import { deleteReplacement, getReplacement, updateReplacement } from '@/lib/features/replacements';
import { handle } from '@/lib/server/handle';

export const GET = handle('getReplacement', (ctx, { params }) =>
  getReplacement(ctx, { id: params.replacement_id }),
);
export const PUT = handle('updateReplacement', (ctx, { params, body }) =>
  updateReplacement(ctx, { id: params.replacement_id, ...body }),
);
export const DELETE = handle('deleteReplacement', async (ctx, { params }) => {
  await deleteReplacement(ctx, { id: params.replacement_id });
  return undefined;
});
