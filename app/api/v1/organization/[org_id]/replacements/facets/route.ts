import { replacementFacets } from '@/lib/features/replacements';
import { handle } from '@/lib/server/handle';

export const GET = handle('getReplacementFacets', (ctx, { query }) =>
  replacementFacets(ctx, { query }),
);
