import { endOwnSessions, listOwnSessions } from '@/lib/features/sessions';
import { handle } from '@/lib/server/handle';

export const GET = handle('listSessions', (ctx) => listOwnSessions(ctx));
export const DELETE = handle('endSessions', async (ctx) => {
  await endOwnSessions(ctx);
  return undefined;
});
