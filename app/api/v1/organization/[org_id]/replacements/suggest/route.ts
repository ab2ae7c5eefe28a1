import { suggestReplacement } from '@/lib/replacements';
import { handle } from '@/lib/server/handle';

export const POST = handle('suggestReplacement', (ctx, { body }) => suggestReplacement(ctx, body));
