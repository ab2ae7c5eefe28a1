import type { Metadata } from 'next';
import { ReplacementScreen } from '@/components/replacements/replacement-screen';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Replacement plan' };

export default async function ReplacementPage({ params }: { params: Promise<{ id: string }> }) {
  await requireSession();
  return <ReplacementScreen id={(await params).id} />;
}
