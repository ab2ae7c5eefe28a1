import type { Metadata } from 'next';
import { ServiceTokensScreen } from '@/components/service-tokens/service-tokens-screen';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Service tokens' };

export default async function ServiceTokensPage() {
  await requireSession();
  return <ServiceTokensScreen />;
}
