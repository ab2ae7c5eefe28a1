import type { Metadata } from 'next';
import { WorkloadsScreen } from '@/components/workloads/workloads-screen';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Workloads' };

export default async function WorkloadsPage() {
  await requireSession();
  return <WorkloadsScreen />;
}
