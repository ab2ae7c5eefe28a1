import type { Metadata } from 'next';
import { ReplacementsScreen } from '@/components/replacements/replacements-screen';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Replacements' };

export default async function ReplacementsPage() {
  await requireSession();
  return <ReplacementsScreen />;
}
