import { previewRuleSettings } from '@/lib/features/rules';
import { handle } from '@/lib/server/handle';

export const POST = handle('previewRuleSettings', (ctx, { body }) =>
  previewRuleSettings(ctx, body),
);
