import { revokeKeys } from '@/lib/features/revocation';
import { handle } from '@/lib/server/handle';

export const POST = handle('revokeKeys', (ctx, { body, runtime }) =>
  revokeKeys(ctx, { keys: body.keys, apiUrl: runtime.env.apiUrl, log: runtime.log }),
);
