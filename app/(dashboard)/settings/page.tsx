import type { Metadata } from 'next';
import { ConnectionScreen } from '@/components/settings/connection-screen';
import { connectionFacts } from '@/lib/server/page-facts';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  await requireSession();
  return <ConnectionScreen facts={connectionFacts()} />;
}
