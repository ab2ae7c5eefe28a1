import { suggestReplacement } from '@/lib/features/replacements';
import { handle } from '@/lib/server/handle';

export const POST = handle('suggestReplacement', (ctx, { body }) => suggestReplacement(ctx, body));
