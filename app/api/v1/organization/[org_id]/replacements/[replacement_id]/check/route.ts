import { apiPaths } from '@/lib/contract';
import { checkReplacementNow } from '@/lib/features/replacements';
import { handle } from '@/lib/server/handle';

export const POST = handle('checkReplacement', async (ctx, { params, headers }) => {
  const audit = await checkReplacementNow(ctx, { id: params.replacement_id });
  headers.set('location', apiPaths.audit(audit.id));
  return audit;
});
