import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Page not found' };

/** Every address without a page. As a route of its own it keeps the shell around “Page not found”. */
export default async function MissingPage(): Promise<never> {
  await requireSession();
  notFound();
}
