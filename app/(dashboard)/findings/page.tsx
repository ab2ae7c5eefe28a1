import type { Metadata } from 'next';
import { FindingsScreen } from '@/components/rule-findings/findings-screen';
import { ruleFacts } from '@/lib/server/rule-facts';
import { requireSession } from '@/lib/server/require-session';
import { getRuleSettings } from '@/lib/features/rules';

export const metadata: Metadata = { title: 'Findings' };

export default async function FindingsPage() {
  const { ctx } = await requireSession();
  return <FindingsScreen rules={ruleFacts(await getRuleSettings(ctx))} />;
}
