import { proveForRevocation } from '@/lib/features/revocation';
import { handle } from '@/lib/server/handle';

export const POST = handle('proveForRevocation', (ctx, { body }) =>
  proveForRevocation(ctx, { apiKey: body.api_key }),
);
