import type { Metadata } from 'next';
import { RuleSettingsScreen } from '@/components/rules/rule-settings-screen';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Rule settings' };

export default async function RuleSettingsPage() {
  await requireSession();
  return <RuleSettingsScreen />;
}
