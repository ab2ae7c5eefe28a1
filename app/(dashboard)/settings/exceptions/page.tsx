import type { Metadata } from 'next';
import { ExceptionsScreen } from '@/components/exceptions/exceptions-screen';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Accepted risks' };

export default async function ExceptionsPage() {
  await requireSession();
  return <ExceptionsScreen />;
}
