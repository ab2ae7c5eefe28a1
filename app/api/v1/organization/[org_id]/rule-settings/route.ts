import { getRuleSettings, saveRuleSettings } from '@/lib/features/rules';
import { handle } from '@/lib/server/handle';

export const GET = handle('getRuleSettings', (ctx) => getRuleSettings(ctx));
export const PUT = handle('saveRuleSettings', (ctx, { body }) =>
  saveRuleSettings(ctx, { basedOn: body.based_on, settings: body.settings }),
);
