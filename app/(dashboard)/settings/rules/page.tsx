import type { Metadata } from 'next';
import { RuleSettingsScreen } from '@/components/rules/rule-settings-screen';
import { getRuleSettings } from '@/lib/features/rules';
import { requireSession } from '@/lib/server/require-session';
import { ruleFacts } from '@/lib/server/rule-facts';

export const metadata: Metadata = { title: 'Rule settings' };

export default async function RuleSettingsPage() {
  const { ctx } = await requireSession();
  return <RuleSettingsScreen rules={ruleFacts(await getRuleSettings(ctx))} />;
}
