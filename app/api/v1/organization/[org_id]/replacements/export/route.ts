import { exportReplacements } from '@/lib/server/export-replacements';
import { handle } from '@/lib/server/handle';

export const GET = handle('exportReplacements', (ctx, { request, search, runtime }) =>
  exportReplacements(ctx, { method: request.method, search, streams: runtime.streams }),
);
