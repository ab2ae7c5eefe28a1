import type { Metadata } from 'next';
import { ActivityScreen } from '@/components/activity/activity-screen';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Activity' };

export default async function ActivityPage() {
  await requireSession();
  return <ActivityScreen />;
}
