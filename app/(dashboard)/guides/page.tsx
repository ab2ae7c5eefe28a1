import type { Metadata } from 'next';
import { GuidesScreen } from '@/components/guides/guides-screen';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Guides' };

export default async function GuidesPage() {
  await requireSession();
  return <GuidesScreen />;
}
