import { getReplacementsSummary } from '@/lib/features/replacements';
import { handle } from '@/lib/server/handle';

export const GET = handle('getReplacementsSummary', (ctx) => getReplacementsSummary(ctx));
