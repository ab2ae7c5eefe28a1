import type { Metadata } from 'next';
import { GuidesScreen } from '@/components/guides/guides-screen';
import { MAX_SEARCH_LENGTH } from '@/lib/client';
import { searchGuides } from '@/lib/domain/guides';
import { guideTexts } from '@/lib/server/guide-texts';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Guides' };

type GuidesPageProps = { searchParams: Promise<{ q?: string | string[] }> };

export default async function GuidesPage({ searchParams }: GuidesPageProps) {
  await requireSession();
  const { q } = await searchParams;
  const query = typeof q === 'string' ? q.trim().slice(0, MAX_SEARCH_LENGTH) : '';
  return <GuidesScreen hits={searchGuides(query, await guideTexts())} query={query} />;
}
