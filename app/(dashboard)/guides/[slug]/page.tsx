import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { GUIDE_CONTENTS } from '@/components/guides/contents';
import { GuideScreen } from '@/components/guides/guide-screen';
import { findGuide } from '@/lib/domain/guides';
import { requireSession } from '@/lib/server/require-session';

type GuidePageProps = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: GuidePageProps): Promise<Metadata> {
  return { title: findGuide((await params).slug)?.title ?? 'Guides' };
}

export default async function GuidePage({ params }: GuidePageProps) {
  await requireSession();
  const guide = findGuide((await params).slug);
  if (guide === undefined) notFound();
  const { default: Content } = await GUIDE_CONTENTS[guide.slug]();
  return (
    <GuideScreen guide={guide}>
      <Content />
    </GuideScreen>
  );
}
