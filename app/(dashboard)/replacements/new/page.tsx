import type { Metadata } from 'next';
import { NewReplacementScreen } from '@/components/replacements/new-replacement-screen';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'New replacement plan' };

export default async function NewReplacementPage() {
  await requireSession();
  return <NewReplacementScreen />;
}
