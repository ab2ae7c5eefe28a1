import { endOwnSession } from '@/lib/features/sessions';
import { handle } from '@/lib/server/handle';

export const DELETE = handle('endSession', async (ctx, { params }) => {
  await endOwnSession(ctx, params.session_id);
  return undefined;
});
