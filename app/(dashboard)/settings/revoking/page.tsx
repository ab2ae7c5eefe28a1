import type { Metadata } from 'next';
import { RevokingScreen } from '@/components/settings/revoking-screen';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Revoking keys' };

export default async function RevokingPage() {
  await requireSession();
  return <RevokingScreen />;
}
