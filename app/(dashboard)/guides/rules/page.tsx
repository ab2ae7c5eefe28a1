import type { Metadata } from 'next';
import { RulesScreen } from '@/components/guides/rules-screen';
import { ruleFacts } from '@/lib/server/rule-facts';
import { requireSession } from '@/lib/server/require-session';
import { getRuleSettings } from '@/lib/features/rules';

export const metadata: Metadata = { title: 'Rules' };

export default async function RulesPage() {
  const { ctx } = await requireSession();
  return <RulesScreen rules={ruleFacts(await getRuleSettings(ctx))} />;
}
