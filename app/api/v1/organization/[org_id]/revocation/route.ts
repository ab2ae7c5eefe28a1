import { getRevocation, setRevoking } from '@/lib/features/revocation';
import { handle } from '@/lib/server/handle';

export const GET = handle('getRevocation', (ctx) => getRevocation(ctx));
export const PUT = handle('setRevocation', (ctx, { body }) => setRevoking(ctx, body));
